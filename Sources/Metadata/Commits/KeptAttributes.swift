import LockerBase

/// The attributes that entries keep though a commit says nothing of them: those of what is at their path, and of a file
/// at a new path those of what goes and has the same content. It is that file under another name.
struct KeptAttributes {
    /// The most bytes that one commit keeps: a look-up each, and in memory until it is written.
    private static let maximumBytes = 128 << 20

    private var bytes = 0
    /// The contents of files at new paths of whose attributes nothing is said; nil as long as nobody asked.
    private var newContents: Set<Digest>?
    /// Of what goes and has one of those.
    private var gone: [Digest: GoneAttributes] = [:]
    /// Whether an entry at a new path says that it has none.
    private var areDenied = false

    /// Whether what is said at new paths is not all that there is to it.
    var areNews: Bool { areDenied || !gone.isEmpty }

    /// What the next revision has where `put` takes the place of `old`.
    func put(_ put: Entry, inThePlaceOf old: Entry) -> Entry {
        if let said = put.attributes { return said.isEmpty ? put.with(attributes: nil) : put }
        guard let kept = old.attributes, old.kind == put.kind else { return put }
        return put.with(attributes: kept)
    }

    /// Takes note that `put` is a change, and becomes `settled`.
    mutating func noteChange(_ put: Entry, settled: Entry) throws {
        if put.attributes == nil, let kept = settled.attributes { try count(kept) }
    }

    /// Takes note of an entry at a new path.
    mutating func noteAddition(_ put: Entry) {
        if let said = put.attributes, said.isEmpty { areDenied = true }
    }

    /// Takes note of an entry with attributes that goes.
    ///
    /// - Parameters:
    ///   - additions: where in `puts` those at new paths are.
    mutating func noteRemoval(_ old: Entry, beside additions: [Int], of puts: [Entry]) throws {
        guard let attributes = old.attributes, let blob = old.blob else { return }
        let contents = newContents ?? KeptAttributes.contents(of: additions, in: puts)
        newContents = contents
        guard contents.contains(blob) else { return }
        try count(attributes)
        gone[blob, default: GoneAttributes()].add(attributes, of: KeptAttributes.name(of: old))
    }

    /// Gives the entries at new paths what the next revision has of them. What went gives its attributes to one of them:
    /// to one of its name, where there is one, else to the next in path order.
    mutating func settle(_ puts: inout [Entry], at additions: [Int]) {
        var unnamed: [Int] = []
        for index in additions {
            if let said = puts[index].attributes {
                if said.isEmpty { puts[index] = puts[index].with(attributes: nil) }
                continue
            }
            guard let blob = puts[index].blob, gone[blob] != nil else { continue }
            if let kept = gone[blob]?.take(named: KeptAttributes.name(of: puts[index])) {
                puts[index] = puts[index].with(attributes: kept)
            } else {
                unnamed.append(index)
            }
        }
        for index in unnamed {
            guard let blob = puts[index].blob, let kept = gone[blob]?.takeNext() else { continue }
            puts[index] = puts[index].with(attributes: kept)
        }
    }

    private static func name(of entry: Entry) -> [UInt8] { Array(entry.path.components.last ?? []) }

    private mutating func count(_ attributes: EntryAttributes) throws {
        bytes += attributes.bytes.count
        guard bytes <= KeptAttributes.maximumBytes else {
            throw LockerError(
                .tooMany,
                "more than \(KeptAttributes.maximumBytes >> 20) MiB of attributes would be kept in one revision; commit in parts"
            )
        }
    }

    private static func contents(of additions: [Int], in puts: [Entry]) -> Set<Digest> {
        var contents: Set<Digest> = []
        for index in additions where puts[index].attributes == nil {
            if let blob = puts[index].blob { contents.insert(blob) }
        }
        return contents
    }
}
