import POSIXSupport

/// The descriptors that came with one frame.
struct ReceivedDescriptors {
    private(set) var descriptors: [Descriptor] = []
    /// Whether the kernel had more of them than it could hand over.
    private(set) var truncated = false
    private var tooMany = false

    /// Adds what one recvmsg(2) brought.
    mutating func add(_ more: [Descriptor], truncated: Bool) {
        self.truncated = self.truncated || truncated
        descriptors += more
        // The request will be refused, so that none of them need be kept open.
        guard descriptors.count > AncillaryData.descriptorLimit || tooMany else { return }
        tooMany = true
        descriptors = []
    }

    /// The descriptors, or ``RPCError/Code/resourceExhausted`` when they are not all there.
    func checked() throws(RPCError) -> [Descriptor] {
        guard !tooMany,
            !truncated || descriptors.count < AncillaryData.descriptorLimit
        else {
            throw RPCError(
                .resourceExhausted, "more than \(AncillaryData.descriptorLimit) descriptors came with the request")
        }
        guard !truncated else {
            throw RPCError(.resourceExhausted, "the server has no room for more descriptors; try again later")
        }
        return descriptors
    }
}
