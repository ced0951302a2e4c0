extension DaemonOptions {
    /// What the configuration decides, by the names of its keys, as text.
    private var decisions: [(key: String, value: String)] {
        let settings = configuration
        return [
            ("operators", "\(settings.operators.sorted())"), ("frontends", "\(settings.frontends.sorted())"),
            ("auto_accounts", "\(settings.autoAccounts)"),
            ("default_quota", "\(String(describing: settings.defaultQuota))"),
            ("scrub.days", "\(String(describing: settings.scrubDays))"),
            ("retention", "\(String(describing: settings.retention))"),
            ("retention.own", "\(settings.honoursOwnRetention)"),
            ("catalog.frontends_grant", "\(settings.frontendsGrant)"),
            ("limits.connections", "\(limits.connections)"),
            ("limits.connections_per_user", "\(limits.connectionsPerUser)"),
            ("limits.connections_per_frontend", "\(limits.connectionsPerFrontend)"),
            ("limits.requests_in_flight", "\(limits.requestsInFlight)"),
            ("limits.message_bytes", "\(limits.messageBytes)"), ("limits.file_seconds", "\(limits.fileSeconds)"),
            ("limits.uncommitted_bytes", "\(settings.uncommittedLimit)"),
            ("limits.staging_memory_bytes", "\(settings.stagingMemory)"),
            ("metrics.listen", "\(metrics.map { "\($0)" } ?? "nowhere")"), ("log.level", "\(logLevel)"),
        ]
    }

    /// The keys of the configuration whose values are not those of `other`, and take effect while a daemon runs.
    func changes(from other: DaemonOptions) -> [String] {
        zip(decisions, other.decisions).filter { $0.value != $1.value }.map(\.0.key)
    }

    /// Those that take effect at a start only.
    func changesForAStart(from other: DaemonOptions) -> [String] {
        [("log.format", logFormat == other.logFormat), ("store.must_exist", mustExist == other.mustExist)]
            .filter { !$0.1 }.map(\.0)
    }
}
