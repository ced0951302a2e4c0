extension Glob {
    /// Where matching goes on when it came to nothing.
    private struct Resumption {
        var place: Int
        let step: Int
        /// Whether it is for a `**/`, which stands for whole folders.
        var isOfFolders = false
        /// Whether the rest of the name at its place comes to nothing too: it goes on behind the next slash.
        var passesName = false
    }

    /// Whether it matches all of `text`, or with `orFolder` all before a slash of it.
    package func matches(_ text: UnsafeBufferPointer<UInt8>, orFolder: Bool = false) -> Bool {
        guard text.count >= prefix.count, text.starts(with: prefix) else { return false }
        var (place, step) = (prefix.count, 0)
        var (star, wide): (Resumption?, Resumption?) = (nil, nil)
        while step < steps.count || place < text.count {
            switch step < steps.count ? steps[step] : nil {
            case nil where orFolder && text[place] == Glob.slash: return true
            case .star:
                step += 1
                star = Resumption(place: place, step: step)
                // Whatever `**` stands for in this name: the star may stand for what is left of it.
                wide?.passesName = true
                continue
            case .folders:
                step += 1
                (star, wide) = (nil, Resumption(place: place, step: step, isOfFolders: true))
                continue
            case .bytes:
                step += 1
                if step == steps.count { return true }
                (star, wide) = (nil, Resumption(place: place, step: step))
                continue
            case .some(let one) where place < text.count && takes(one, text[place]):
                if text[place] == Glob.slash {
                    // Whatever stars in front of a slash stand for, the pattern goes on behind the same one.
                    star = nil
                    wide?.passesName = true
                }
                (place, step) = (place + 1, step + 1)
                continue
            default: break
            }
            guard let next = Glob.resume(&star, &wide, in: text) else { return false }
            (place, step) = (next.place, next.step)
        }
        return true
    }

    private func takes(_ step: Step, _ byte: UInt8) -> Bool {
        switch step {
        case .byte(let own): own == byte
        case .any: byte != Glob.slash
        case .one(let number): sets[number].contains(byte)
        case .star, .folders, .bytes: false
        }
    }

    /// Lets the last star stand for one byte more, or where it cannot the last `**` for one more, or one folder more.
    private static func resume(
        _ star: inout Resumption?, _ wide: inout Resumption?, in text: UnsafeBufferPointer<UInt8>
    ) -> Resumption? {
        if let last = star, last.place < text.count, text[last.place] != slash {
            star = Resumption(place: last.place + 1, step: last.step)
            return star
        }
        star = nil
        guard var last = wide, last.place < text.count else { return nil }
        if last.isOfFolders || last.passesName {
            guard let end = text[last.place...].firstIndex(of: slash) else { return nil }
            last.place = end
        }
        (last.place, last.passesName) = (last.place + 1, false)
        wide = last
        return last
    }
}
