import LockerBase

/// How a picture is made smaller: its shape stays, and so does what is small enough already.
package struct PictureScale: Hashable, Sendable {
    /// The most pixels of either side.
    package let side: Int
    /// As GraphicsMagick calls what is read and written.
    private let format: String

    /// What the two formats are called elsewhere.
    private static let formats = ["image/jpeg": "jpeg", "image/png": "png"]

    /// Nil where pictures of the type are not scaled.
    ///
    /// - Parameter limit: pixels that neither side may have more of. So that few sizes are made of each picture, the next
    ///   lower one of eight between two powers of two is taken.
    package init?(limit: Int, mediaType: String) {
        guard limit > 0, let format = PictureScale.formats[mediaType] else { return nil }
        self.format = format
        side = PictureScale.step(below: limit)
    }

    static func step(below limit: Int) -> Int {
        let highest = Int.bitWidth - 1 - limit.leadingZeroBitCount
        let shift = max(0, highest - 3)
        return (limit >> shift) << shift
    }

    /// Of GraphicsMagick's command line: one picture of one format, which has to be in bounds before any of its pixels is
    /// looked at.
    package var arguments: [String] {
        let limits = [
            "threads": "1", "pixels": "64MP", "width": "32KP", "height": "32KP", "memory": "512MB", "map": "512MB",
            "disk": "0",
        ]
        var words = ["convert"]
        for (name, limit) in limits.sorted(by: { $0.key < $1.key }) { words += ["-limit", name, limit] }
        let size = "\(side)x\(side)"
        words += ["-size", size, format + ":-[0]", "-auto-orient", "-thumbnail", size + ">"]
        return words + (format == "jpeg" ? ["-quality", "85"] : []) + [format + ":-"]
    }

    /// What comes of it is called by this.
    ///
    /// - Parameters:
    ///   - picture: its digest.
    ///   - version: what GraphicsMagick calls itself.
    package func name(of picture: String, by version: String) -> Digest {
        let fields = ["locker-picture-v1", picture, version] + arguments
        return SHA256.digest(of: Array(fields.joined(separator: "\0").utf8))
    }
}
