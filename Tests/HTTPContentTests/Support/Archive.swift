import HTTPContent

/// An archive in memory.
enum Archive {
    /// All of it: `contents` has one for each entry, which is given in two pieces.
    static func bytes(_ layout: ZIPLayout, _ contents: [[UInt8]]) throws -> [UInt8] {
        var writer = ZIPWriter(layout)
        var bytes: [UInt8] = []
        while let piece = try writer.next() {
            switch piece {
            case .literal(let literal):
                bytes += literal
            case .content(let index):
                let content = contents[index]
                let half = content.count / 2
                for part in [content[..<half], content[half...]] {
                    part.withUnsafeBytes { writer.add($0) }
                }
                bytes += content
            }
        }
        return bytes
    }
}
