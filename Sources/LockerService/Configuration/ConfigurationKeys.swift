/// The names of all keys in the configuration file, to be held against those that exist.
struct ConfigurationKeys: Decodable {
    /// The path of each key in the file, as `limits.connections`.
    private let paths: [String]

    /// The groups with the keys in them, and under the empty name the outermost keys.
    private static let known: [String: [String]] = [
        "": ConfigurationFile.CodingKeys.allCases.map(\.rawValue),
        "limits": ConfiguredLimits.CodingKeys.allCases.map(\.rawValue),
        "log": ConfiguredLog.CodingKeys.allCases.map(\.rawValue),
        "metrics": ConfiguredMetrics.CodingKeys.allCases.map(\.rawValue),
        "store": ConfiguredStore.CodingKeys.allCases.map(\.rawValue),
        "scrub": ConfiguredScrub.CodingKeys.allCases.map(\.rawValue),
        "retention": ConfiguredRetention.CodingKeys.allCases.map(\.rawValue),
    ]

    /// A key that does not exist.
    struct Unknown: Error {
        let key: String
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: ConfigurationKey.self)
        var paths: [String] = []
        for key in container.allKeys {
            paths.append(key.stringValue)
            let group = try? container.nestedContainer(keyedBy: ConfigurationKey.self, forKey: key)
            paths += (group?.allKeys ?? []).map { "\(key.stringValue).\($0.stringValue)" }
        }
        self.paths = paths
    }

    func check() throws(Unknown) {
        let known = ConfigurationKeys.known.flatMap { (group, keys) in
            keys.map { group.isEmpty ? $0 : "\(group).\($0)" }
        }
        if let path = paths.first(where: { !known.contains($0) }) { throw Unknown(key: path) }
    }
}
