extension GatewayOptions {
    /// What takes effect at a start only, by the names of its keys, as text.
    private var decisions: [(key: String, value: String)] {
        [
            ("listen", "\(listen)"), ("tls", tls == nil ? "none" : "some"), ("daemon.socket", socket),
            ("daemon.connections", "\(limits.daemonConnections)"), ("proxies", "\(proxies.sorted())"),
            ("limits.connections", "\(limits.connections)"),
            ("limits.connections_per_address", "\(limits.connectionsPerAddress)"),
            ("limits.relays_per_person", "\(limits.relaysPerPerson)"),
            ("limits.requests_per_second", "\(limits.requestsPerSecond)"),
            ("limits.request_burst", "\(limits.requestBurst)"), ("limits.idle_seconds", "\(limits.idleSeconds)"),
            ("limits.upload_bytes", "\(limits.uploadBytes)"),
            ("limits.uploads_per_person", "\(limits.uploadsPerPerson)"),
            ("limits.spool_bytes_per_person", "\(limits.spoolBytesPerPerson)"),
            ("limits.spool_bytes", "\(limits.spoolBytes)"), ("limits.spool_hours", "\(limits.spoolHours)"),
            ("conversion.ffmpeg", conversion.ffmpeg), ("conversion.graphicsmagick", conversion.graphicsMagick),
            ("conversion.at_a_time", conversion.processes.map { "\($0)" } ?? "processors"),
            ("conversion.format", conversion.encoding.rawValue), ("conversion.cache_bytes", "\(conversion.cacheBytes)"),
            ("suggestions.enabled", "\(suggests)"),
            ("metrics.listen", metrics.map { "\($0)" } ?? "nowhere"), ("log.format", logFormat.rawValue),
        ]
    }

    /// The keys of the configuration whose values are not those of `other`, and which wait for a start.
    package func changesForAStart(from other: GatewayOptions) -> [String] {
        zip(decisions, other.decisions).filter { $0.value != $1.value }.map(\.0.key)
    }
}
