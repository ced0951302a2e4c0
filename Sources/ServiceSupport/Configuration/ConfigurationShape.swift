/// Which keys a configuration file may have, and what each may say.
package struct ConfigurationShape: Sendable {
    /// The groups with the keys in them, and under the empty name the outermost keys.
    let keys: [String: [String]]
    /// What numbers may be, by the path of the key in the file, as `limits.connections`. Of a list, what each element may
    /// be.
    let ranges: [String: ConfigurationRange]
    /// What the values are, for whoever wrote something else, by the path of the key; of a list, with `[]` behind it, what
    /// each element is.
    let expected: [String: String]
    /// The manual that lists the keys: `lockerd(8)`.
    let manual: String

    package init(
        keys: [String: [String]], ranges: [String: ConfigurationRange], expected: [String: String], manual: String
    ) {
        self.keys = keys
        self.ranges = ranges
        self.expected = expected
        self.manual = manual
    }
}

extension CodingUserInfoKey {
    /// Where those who check a file find its shape.
    static let shape = CodingUserInfoKey(rawValue: "shape")
}

extension Decoder {
    /// The shape that the file is held against.
    var shape: ConfigurationShape? {
        CodingUserInfoKey.shape.flatMap { userInfo[$0] } as? ConfigurationShape
    }
}
