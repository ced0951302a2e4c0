import LockerClient

extension DescriptorPassing {
    /// What a person should know where descriptors do not reach the daemon.
    static let warning =
        "open files do not reach the daemon (is its socket forwarded?): content went through the socket"
}
