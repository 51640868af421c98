package mezzotint.engines;

import mezzotint.backend.Backend;
import mezzotint.backend.Device;
import mezzotint.plugin.Lease;

/** An engine in use, with the device and the parameters that networks run with. */
record Placed(Lease<?> lease, Backend<Record> backend, Device device, Record params) {

    String id() {
        return lease.entry().id();
    }
}
