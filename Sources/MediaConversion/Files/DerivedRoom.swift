import LockerBase
import Synchronization

/// How many bytes there are of files that are kept and of those that are being made, together so many at most: those that
/// are kept make way, those first that nobody has asked for since all others were. Of those that are being made nobody has
/// more than three quarters.
final class DerivedRoom: Sendable {
    private struct Entry {
        let size: Int
        /// The higher, the later it was asked for.
        var use: UInt64
    }

    private struct State {
        var entries: [Digest: Entry] = [:]
        var kept = 0
        var uses: UInt64 = 0
        var drafted = 0
        /// Of these, by whose they are.
        var owned: [String: Int] = [:]

        mutating func giveBack(_ bytes: Int, of owner: String) {
            drafted -= bytes
            let left = owned[owner, default: 0] - bytes
            owned[owner] = left > 0 ? left : nil
        }

        /// Forgets those that have to make way. Where there are too many, some more go than have to, so that not each new
        /// one looks at all.
        mutating func makeWay(upTo limit: Int) -> [Digest] {
            guard kept + drafted > limit else { return [] }
            var gone: [Digest] = []
            for (name, entry) in entries.sorted(by: { $0.value.use < $1.value.use }) {
                if kept + drafted <= limit - limit / 16 { break }
                entries[name] = nil
                kept -= entry.size
                gone.append(name)
            }
            return gone
        }
    }

    /// Bytes of all, and the most of what one owner has being made.
    let limit: Int
    let share: Int
    private let state = Mutex(State())

    init(_ limit: Int) {
        (self.limit, share) = (limit, limit - limit / 4)
    }

    /// Bytes of files that are kept, and of those that are being made.
    var kept: Int { state.withLock { $0.kept } }
    var drafted: Int { state.withLock { $0.drafted } }

    /// The size of a file that is kept, which is asked for now; nil where there is none.
    func use(_ name: Digest) -> Int? {
        state.withLock { state -> Int? in
            guard let entry = state.entries[name] else { return nil }
            state.uses += 1
            state.entries[name]?.use = state.uses
            return entry.size
        }
    }

    /// Takes note of a file that is kept from here on, in the place of what its draft had. Returns those that make way.
    func keep(_ name: Digest, _ size: Int, insteadOf drafted: Int = 0, of owner: String = "") -> [Digest] {
        state.withLock { state -> [Digest] in
            state.giveBack(drafted, of: owner)
            if let old = state.entries[name] { state.kept -= old.size }
            state.uses += 1
            state.entries[name] = Entry(size: size, use: state.uses)
            state.kept += size
            return state.makeWay(upTo: limit)
        }
    }

    func forget(_ name: Digest) {
        state.withLock { state in
            if let entry = state.entries.removeValue(forKey: name) { state.kept -= entry.size }
        }
    }

    /// Takes room for something that is being made. Returns those that make way.
    ///
    /// - Throws: ``LockerError/Code/tooMany`` where others that are being made have it.
    func take(_ bytes: Int, for owner: String) throws(LockerError) -> [Digest] {
        let gone = state.withLock { state -> [Digest]? in
            guard bytes <= limit - state.drafted, bytes <= share - state.owned[owner, default: 0] else { return nil }
            state.drafted += bytes
            state.owned[owner, default: 0] += bytes
            return state.makeWay(upTo: limit)
        }
        guard let gone else {
            throw LockerError(.tooMany, "as much is being made as there is room for; try again in some seconds")
        }
        return gone
    }

    func giveBack(_ bytes: Int, of owner: String) {
        state.withLock { $0.giveBack(bytes, of: owner) }
    }
}
