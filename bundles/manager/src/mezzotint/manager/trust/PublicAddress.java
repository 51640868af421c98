package mezzotint.manager.trust;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Tells the addresses that anybody may ask from those of this machine and of the networks that it is in. */
final class PublicAddress {

    private PublicAddress() {}

    /** Whether an address is that of a machine on the internet; what is reserved for special uses is not. */
    static boolean is(InetAddress address) {
        boolean inside = address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress() || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        byte[] bytes = address.getAddress();
        return !inside && (address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes));
    }

    /** Of 4 bytes: not those of this network, of carriers, of tests and of the future. */
    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        boolean carriers = first == 100 && second >= 64 && second < 128;
        boolean special = first == 192 && second == 0 && bytes[2] == 0 || first == 198 && (second == 18 || second == 19);
        return first != 0 && first < 224 && !carriers && !special;
    }

    /** Of 16 bytes: the global ones alone, and of these none that stands for an address of 4 bytes, which a gateway would ask. */
    private static boolean isPublic6(byte[] bytes) {
        boolean global = (bytes[0] & 0xE0) == 0x20;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        boolean teredo = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0;
        return global && !sixToFour && !teredo;
    }
}
