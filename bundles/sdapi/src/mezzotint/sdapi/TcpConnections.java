package mezzotint.sdapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The TCP connections of this machine, as Linux lists them. */
final class TcpConnections {

    private static final String ESTABLISHED = "01";
    /** The columns of the addresses and of the state. */
    private static final int HERE = 1;
    private static final int THERE = 2;
    private static final int STATE = 3;
    private static final int HEXADECIMAL = 16;

    /** A connection, by its port here and the port of who asks. */
    record Ports(int here, int there) {}

    private TcpConnections() {}

    /**
     * The connections there are, and whether both sides hold them open. A connection may be missing by chance, since the list changes while it
     * is read.
     *
     * @param tables as {@code /proc/net/tcp}; one that cannot be read tells of none
     */
    static Map<Ports, Boolean> read(List<Path> tables) {
        var all = new HashMap<Ports, Boolean>();
        for (Path table : tables) {
            for (String line : lines(table)) {
                String[] parts = line.strip().split("\\s+");
                if (parts.length > STATE && parts[HERE].contains(":") && parts[THERE].contains(":")) {
                    all.merge(new Ports(port(parts[HERE]), port(parts[THERE])), parts[STATE].equals(ESTABLISHED), Boolean::logicalOr);
                }
            }
        }
        return all;
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Of {@code 0100007F:1EB4}. */
    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), HEXADECIMAL);
    }
}
