package mezzotint.sdapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TcpConnectionsTest {

    @Test
    void states_are_read(@TempDir Path folder) throws IOException {
        Path table = folder.resolve("tcp6");
        Files.writeString(table, """
                  sl  local_address                         remote_address                        st tx_queue rx_queue
                   0: 0000000000000000FFFF00000100007F:1EB4 00000000000000000000000000000000:0000 0A 00000000:00000000
                   1: 0000000000000000FFFF00000100007F:1EB4 0000000000000000FFFF00000100007F:C001 01 00000000:00000000
                   2: 0000000000000000FFFF00000100007F:1EB4 0000000000000000FFFF00000100007F:C002 08 00000000:00000000
                """);
        Map<TcpConnections.Ports, Boolean> read = TcpConnections.read(List.of(table, folder.resolve("none")));
        assertEquals(true, read.get(new TcpConnections.Ports(7860, 0xC001)));
        assertEquals(false, read.get(new TcpConnections.Ports(7860, 0xC002)));
        assertNull(read.get(new TcpConnections.Ports(7860, 0xC003)));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_side_that_closes_is_seen() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var client = new Socket(server.getInetAddress(), server.getLocalPort());
            try (Socket accepted = server.accept()) {
                var ports = new TcpConnections.Ports(accepted.getLocalPort(), accepted.getPort());
                List<Path> tables = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
                assertEquals(true, TcpConnections.read(tables).get(ports));
                client.close();
                assertEquals(-1, accepted.getInputStream().read());
                assertEquals(false, TcpConnections.read(tables).get(ports));
            }
        }
    }
}
