/// What the values of the configuration file are, for whoever wrote something else.
enum ConfigurationTypes {
    /// By the path of the key in the file; of a list, with `[]` behind it, what each element is.
    private static let expected: [String: String] = [
        "": "keys and values in braces, as { operators: [33] }",
        "operators": "a list of uids, as [33]", "operators[]": "a uid, a number",
        "frontends": "a list of uids, as [33]", "frontends[]": "a uid, a number",
        "auto_accounts": "true or false",
        "default_quota": "bytes, a number, or null for no limit",
        "limits.connections": "a number", "limits.connections_per_user": "a number",
        "limits.connections_per_frontend": "a number", "limits.requests_in_flight": "a number",
        "limits.message_bytes": "bytes, a number",
        "limits.file_seconds": "seconds, a number", "limits.uncommitted_bytes": "bytes, a number",
        "limits.staging_memory_bytes": "bytes, a number",
        "scrub.days": "days, a number, or null for never",
        "retention.keep_last": "a number of revisions, or null",
        "retention.keep_within": "a span in quotes, as \"90d\", or null",
        "retention.keep_hourly": "a number of hours, or null", "retention.keep_daily": "a number of days, or null",
        "retention.keep_weekly": "a number of weeks, or null", "retention.keep_monthly": "a number of months, or null",
        "retention.keep_yearly": "a number of years, or null",
        "retention.own": "true or false",
        "store.must_exist": "true or false",
        "log.level": "a level in quotes, as \"info\"", "log.format": "\"text\" or \"json\", in quotes",
        "metrics.listen": "an address in quotes, as \"127.0.0.1:9464\", or null",
    ]

    /// What is wrong with the value at `path`, and what belongs there.
    static func text(of flaw: String, at path: [any CodingKey]) -> String {
        let isGroup = path.count == 1 && expected[name(path, elements: "[]")] == nil
        let wanted = isGroup ? "keys and values in braces" : expected[name(path, elements: "[]")]
        let subject = path.isEmpty ? "the whole" : "'\(name(path))'"
        return "\(subject) \(flaw)" + (wanted.map { "; it must be \($0)" } ?? "")
    }

    /// The path as the file has it: `limits.connections`, `operators[0]`.
    ///
    /// - Parameter elements: what stands for the numbers of all elements of lists; nil for these numbers themselves.
    private static func name(_ path: [any CodingKey], elements: String? = nil) -> String {
        path.reduce(into: "") { name, key in
            if let number = key.intValue {
                name += elements ?? "[\(number)]"
            } else {
                name += (name.isEmpty ? "" : ".") + key.stringValue
            }
        }
    }
}
