import LockerBase

/// The names of all keys in the configuration file, to be held against those that exist.
struct ConfigurationKeys: Decodable {
    /// The path of each key in the file, as `limits.connections`.
    private let paths: [String]

    private let shape: ConfigurationShape?

    /// A key that does not exist.
    struct Unknown: Error {
        let key: String
        /// The one that may be meant.
        let nearest: String?
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
        guard let path = paths.first(where: { !known.contains($0) }) else { return }
        throw Unknown(key: path, nearest: ConfigurationKeys.nearest(to: path, in: known))
    }

    /// One that is spelt nearly so, else one of that name in another group.
    private static func nearest(to path: String, in known: [String]) -> String? {
        if let near = WordGuess.nearest(to: path, in: known) { return near }
        let name = path.split(separator: ".").last
        return known.sorted().first { $0.split(separator: ".").last == name }
    }
}
