/// The names of all keys in the configuration file, to be held against those that exist.
struct ConfigurationKeys: Decodable {
    /// The path of each key in the file, as `limits.connections`.
    private let paths: [String]

    private let shape: ConfigurationShape?

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
        shape = decoder.shape
    }

    func check() throws(Unknown) {
        let known = (shape?.keys ?? [:]).flatMap { (group, keys) in
            keys.map { group.isEmpty ? $0 : "\(group).\($0)" }
        }
        if let path = paths.first(where: { !known.contains($0) }) { throw Unknown(key: path) }
    }
}
