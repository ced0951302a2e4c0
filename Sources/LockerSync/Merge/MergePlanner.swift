import LockerAPI
import LockerBase

/// Compares a folder, what was agreed on, and its library, in one pass in path order.
struct MergePlanner {
    /// So many files are read together, and so many paths wait for them.
    private static let readTogether = 256
    private static let waitingTogether = 4096

    private let rule: MergeRule
    private let clashes: FolderClashes
    private let contents: LocalContents
    private let unseen: UnseenPaths
    private let names: NameClashes
    private let renames: Bool
    /// Nil where the disk tells all names apart, or nobody knows.
    private let foreseen: ForeseenNames?
    private let tree: Tree
    private let items: SortedTable<RememberedItem>
    private var excluded: ExcludedPaths
    private var decisions: TableWriter<MergeDecision>
    private var agreed: TableWriter<StateUpdate>
    private var tally = MergeTally()
    private var skipped: [Skipped] = []
    private var placed: [PlacedPath] = []
    /// What comes behind a file that is still to be read, and that itself.
    private var waiting: [(sides: ThreeSides, verdict: MergeVerdict)] = []
    private var unread = 0

    /// - Parameter renames: whether what the disk cannot have under its name comes under another one.
    static func plan(
        _ source: WalkedFolder, _ base: AgreedBase, _ options: SyncOptions, renames: Bool
    ) throws(LockerError) -> MergePlan {
        var planner = try MergePlanner(source, base, options, renames: renames)
        var reader = try ThreeSidesReader(source.tree.items, base)
        while let sides = try reader.next() { try planner.take(sides) }
        return try planner.finished()
    }

    private init(
        _ source: WalkedFolder, _ base: AgreedBase, _ options: SyncOptions, renames: Bool
    ) throws(LockerError) {
        self.renames = renames
        rule = MergeRule(ignoring: options.ignoring, rehash: options.rehash)
        clashes = FolderClashes(source.tree.items, base, ignoring: options.ignoring)
        contents = LocalContents(source, at: base.newest.revision, options)
        unseen = UnseenPaths(source.tree)
        names = NameClashes(in: source.root, HeldNames(base))
        foreseen = MergePlanner.foreseen(source, base, options)
        (tree, items) = (source.tree, base.items)
        excluded = try ExcludedPaths(of: source.tree)
        (decisions, agreed) = (TableWriter(to: source.store), TableWriter(to: source.store))
    }

    private mutating func take(_ sides: ThreeSides) throws(LockerError) {
        if sides.local == nil, try isExcluded(sides) {
            // What becomes of it here from now on is not for the library, and what the library has of it by then comes
            // when it is not left out any more.
            if sides.base != nil { agreed.append(StateUpdate(sides.path, nil)) }
            return
        }
        count(sides)
        var verdict = rule.verdict(on: sides)
        if sides.local == nil, verdict != .unchanged, unseen.contains(sides.path) {
            verdict = sides.isHeldAsAgreed ? .unchanged : .step(.leave)
        }
        if try isNameClash(sides, verdict) { verdict = sides.isHeldAsAgreed ? .unchanged : .step(.leave) }
        if verdict == .unread { unread += 1 }
        if unread == 0 { return try settle(sides, verdict) }
        waiting.append((sides, verdict))
        if unread == MergePlanner.readTogether || waiting.count >= MergePlanner.waitingTogether { try readWaiting() }
    }

    /// Whether the disk cannot have what the library has there beside what is in the folder, not even under another name:
    /// then that is told.
    private mutating func isNameClash(_ sides: ThreeSides, _ verdict: MergeVerdict) throws(LockerError) -> Bool {
        guard case .step(let step, _) = verdict, let clash = try clash(of: sides, step) else { return false }
        if renames, step == .place {
            let isFolder = clash.path != sides.path || sides.held?.kind == .folder
            if let other = try names.callOtherwise(clash, isFolder: isFolder) {
                placed.append(PlacedPath(path: clash.path.bytes, placedAs: other.bytes))
                return false
            }
        }
        skipped.append(Skipped(path: sides.path.bytes, reason: OverwriteGuard.collision(clash.owner.bytes)))
        return true
    }

    /// What has the name of what comes, or is going to have it: what comes before that.
    private func clash(of sides: ThreeSides, _ step: MergeStep) throws(LockerError) -> NameClashes.Collision? {
        if let clash = try names.clash(of: sides, step) { return clash }
        guard step == .place, sides.local == nil, let foreseen else { return nil }
        return try foreseen.clash(at: sides.path, names: names.names)
    }

    /// Whether what the folder may have there is left out: then it is on no side.
    private mutating func isExcluded(_ sides: ThreeSides) throws(LockerError) -> Bool {
        let isFolder = sides.held.map { $0.kind == .folder } ?? sides.base?.item.isFolder ?? false
        return try excluded.contains(HeldPath(sides.path, isFolder: isFolder))
    }

    private mutating func count(_ sides: ThreeSides) {
        if let base = sides.base, !base.item.isFolder {
            tally.agreed += 1
            if sides.change != nil, sides.held == nil { tally.missing += 1 }
        }
        if let entry = sides.change?.entry, entry.kind != .folder { tally.coming += 1 }
    }

    private mutating func readWaiting() throws(LockerError) {
        var found = try contents.read(waiting.filter { $0.verdict == .unread }.map { $0.sides })[...]
        let paths = waiting
        (waiting, unread) = ([], 0)
        for (sides, verdict) in paths {
            guard verdict == .unread, let file = found.popFirst() else {
                try settle(sides, verdict)
                continue
            }
            switch file {
            case .success(let file):
                var sides = sides
                sides.local = file.item
                try settle(sides, rule.verdict(on: sides, read: file.content), file)
            case .failure(let reason):
                skipped.append(Skipped(path: sides.path.bytes, reason: reason.text))
                if !sides.isHeldAsAgreed { add(sides, .leave, .quiet, nil) }
            }
        }
    }

    private mutating func settle(
        _ sides: ThreeSides, _ verdict: MergeVerdict, _ file: ReadFile? = nil
    ) throws(LockerError) {
        switch verdict {
        case .unchanged, .unread:
            if sides.local?.stamp != nil { tally.unchanged += 1 }
        case .agreed:
            agreed.append(StateUpdate(sides.path, remembered(sides, file)))
            if sides.local?.stamp != nil { tally.unchanged += 1 }
        case .step(.leave, _):
            if let entry = sides.held, EntryContent(entry) == nil {
                let reason = "of a kind that this version does not know; use a newer locker"
                skipped.append(Skipped(path: sides.path.bytes, reason: reason))
            }
            add(sides, .leave, .quiet, file)
        case .step(let step, let note):
            // What the library has no more was agreed on no more, whatever becomes of it.
            if step == .send, sides.held == nil, sides.base != nil { agreed.append(StateUpdate(sides.path, nil)) }
            // A folder that has lost all but what is left out is none of the library's.
            if step == .send, sides.held == nil, try isLittered(sides) { return }
            guard try isClash(sides, step) else { return add(sides, step, note, file) }
            if step == .place, sides.held?.kind == .folder {
                // Once the library has what stays in it, that is no empty folder any more.
                add(sides, .leave, .quiet, file)
            } else if step == .place || sides.local?.isFolder == false {
                add(sides, .setAside, .folderInPlace, file)
            }
        }
    }

    /// Whether what a step leaves at a path cannot be there beside what the other side has below it.
    private func isClash(_ sides: ThreeSides, _ step: MergeStep) throws(LockerError) -> Bool {
        switch step {
        case .place where sides.local == nil: try clashes.staysBelow(sides.path)
        case .place: try sides.held?.kind == .folder ? false : isLittered(sides)
        case .send: try sides.held == nil ? clashes.comesBelow(sides.path) : false
        default: false
        }
    }

    /// Whether what is here is a folder in which there is something, all of which is left out.
    private func isLittered(_ sides: ThreeSides) throws(LockerError) -> Bool {
        guard sides.local?.isFolder == true else { return false }
        return try tree.excluded.contains(startingWith: sides.path.asFolder)
    }

    private mutating func add(_ sides: ThreeSides, _ step: MergeStep, _ note: MergeNote, _ file: ReadFile?) {
        let content = sides.local.flatMap { rule.content(of: $0, sides, file?.content) }
        decisions.append(
            MergeDecision(sides, step, note, content: content, isSettled: file?.isSettled ?? true))
        if !sides.isHeldAsAgreed { tally.news += 1 }
        switch step {
        case .remove where sides.local?.isFolder == false: tally.goneHere += 1
        case .withdraw where sides.held?.kind != .folder: tally.goneThere += 1
        case .place where sides.held?.kind == .file: tally.addIncoming(Int(clamping: sides.held?.size ?? 0))
        case .send:
            if let stamp = sides.local?.stamp { tally.addOutgoing(stamp.size) }
        default: break
        }
    }

    /// What is remembered of a path at which both have the same; nil where that is nothing.
    private func remembered(_ sides: ThreeSides, _ file: ReadFile?) -> RememberedItem? {
        guard let local = sides.local else { return nil }
        var blob: Digest?
        if case .file(let known) = rule.content(of: local, sides, file?.content) { blob = known }
        return RememberedItem(item: local.remembered(isSettled: file?.isSettled ?? true), blob: blob)
    }

    private mutating func finished() throws(LockerError) -> MergePlan {
        try readWaiting()
        let decisions = try self.decisions.finish()
        let moves = try MovePlan(decisions, of: items)
        tally.goneHere -= moves.here.count
        tally.goneThere -= min(moves.likelyThere, tally.goneThere)
        return MergePlan(
            decisions: decisions, agreed: try agreed.finish(), tally: tally, moves: moves, skipped: skipped,
            names: names.names, placed: placed, warning: foreseen?.warning)
    }
}
