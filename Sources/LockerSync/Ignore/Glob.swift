/// A pattern of names or paths, compiled: `*`, `?` and `[…]` stand for bytes of one name, `**` for folders.
///
/// Bytes, whatever text they are: a name need not be UTF-8. Matching goes on from the last star or the last `**/` alone
/// when it comes to nothing, so that its time is bounded by the length of the pattern times that of the path.
struct Glob: Sendable {
    enum Step: Sendable {
        case byte(UInt8)
        /// `?`: any byte but `/`.
        case any
        /// `[…]`: one of the bytes of the set of this number.
        case one(of: Int)
        /// `*`: bytes of one name, or none.
        case star
        /// `**/`: folders, or none.
        case folders
        /// `**` at the end: all that is left.
        case rest

        /// The byte that it stands for; nil where others may stand there.
        var literal: UInt8? {
            if case .byte(let byte) = self { byte } else { nil }
        }
    }

    /// What it begins with.
    let prefix: [UInt8]
    /// What follows; nothing for a pattern that matches one text.
    let steps: [Step]
    let sets: [ByteSet]

    /// Where matching goes on when it came to nothing.
    private struct Resumption {
        var place: Int
        let step: Int
    }

    /// Whether it matches all of `text`.
    func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count >= prefix.count, text.starts(with: prefix) else { return false }
        var (place, step) = (prefix.count, 0)
        var (star, folders): (Resumption?, Resumption?) = (nil, nil)
        while step < steps.count || place < text.count {
            switch step < steps.count ? steps[step] : nil {
            case .rest: return true
            case .star:
                step += 1
                star = Resumption(place: place, step: step)
                continue
            case .folders:
                step += 1
                (star, folders) = (nil, Resumption(place: place, step: step))
                continue
            case .some(let one) where place < text.count && takes(one, text[place]):
                // Whatever stars in front of a slash stand for, the pattern goes on behind the same one.
                if text[place] == UInt8(ascii: "/") { star = nil }
                (place, step) = (place + 1, step + 1)
                continue
            default: break
            }
            guard let next = Glob.resume(&star, &folders, in: text) else { return false }
            (place, step) = (next.place, next.step)
        }
        return true
    }

    private func takes(_ step: Step, _ byte: UInt8) -> Bool {
        switch step {
        case .byte(let own): own == byte
        case .any: byte != UInt8(ascii: "/")
        case .one(let number): sets[number].contains(byte)
        case .star, .folders, .rest: false
        }
    }

    /// Lets the last star stand for one byte more, or where it cannot the last `**/` for one folder more.
    private static func resume(
        _ star: inout Resumption?, _ folders: inout Resumption?, in text: UnsafeBufferPointer<UInt8>
    ) -> Resumption? {
        if let last = star, last.place < text.count, text[last.place] != UInt8(ascii: "/") {
            star = Resumption(place: last.place + 1, step: last.step)
            return star
        }
        star = nil
        guard let last = folders, let slash = text[last.place...].firstIndex(of: UInt8(ascii: "/")) else { return nil }
        folders = Resumption(place: slash + 1, step: last.step)
        return folders
    }
}
