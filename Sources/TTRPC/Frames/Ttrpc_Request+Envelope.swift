extension Ttrpc_Request {
    /// A request without its payload.
    ///
    /// - Parameter nanoseconds: how long the caller waits; 0 for as long as it takes.
    init(service: String, method: String, metadata: [String: String], nanoseconds: Int64) {
        self.init()
        self.service = service
        self.method = method
        self.metadata = metadata.map { key, value in
            var pair = Ttrpc_KeyValue()
            pair.key = key
            pair.value = value
            return pair
        }
        timeoutNano = nanoseconds
    }
}
