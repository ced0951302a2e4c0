/// File systems whose files are not data but the kernel's own state: it checks who reads or writes them at that moment,
/// and not only when they are opened, so that a descriptor does not say what its owner may see.
enum KernelFileSystem {
    /// By the numbers that fstatfs(2) tells (linux/magic.h, and the sources of those that are not listed there).
    private static let names: [UInt32: String] = [
        0x0000_9FA0: "procfs", 0x6265_6572: "sysfs", 0x6462_6720: "debugfs", 0x7472_6163: "tracefs",
        0x7363_6673: "securityfs", 0x0027_E0EB: "cgroup", 0x6367_7270: "cgroup2", 0xCAFE_4A11: "bpf",
        0x6265_6570: "configfs", 0xDE5E_81E4: "efivarfs", 0xF97C_FF8C: "selinuxfs", 0x4341_5D53: "smackfs",
        0x5A3C_69F0: "apparmorfs", 0x6165_676C: "pstore", 0x4249_4E4D: "binfmt_misc", 0x0765_5821: "resctrl",
        0x6573_5543: "fusectl", 0xABBA_1974: "xenfs", 0x6C6F_6F70: "binder", 0x0000_9FA1: "openpromfs",
        0x0000_9FA2: "usbfs", 0x6E73_6673: "nsfs", 0x5049_4446: "pidfs", 0x1980_0202: "mqueue",
        0x6759_6969: "rpc_pipefs", 0x6E66_7364: "nfsd", 0x0A64_7361: "functionfs", 0x0904_1934: "anonymous inodes",
        0x444D_4142: "dma-buf", 0x474D_454D: "guest memory", 0x5345_434D: "secret memory", 0x0000_1CD1: "devpts",
    ]

    /// The name of the file system of type `number`; nil for one that holds data.
    static func name(of number: UInt32) -> String? { names[number] }
}
