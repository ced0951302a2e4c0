import Glibc
import LockerBase
import POSIXSupport

/// Hears of what changes in a folder and in all below it that a walk goes into. For one thread.
///
/// A folder is watched first and then read, so that what comes into it in between is found by the one or told by the
/// other.
package struct TreeWatcher {
    /// A folder that is watched.
    private struct Place {
        let path: [UInt8]
        /// The patterns that hold in it.
        let scope: IgnoreScope
    }

    private static let readsAtATime = 64

    /// The folder. It is not kept open: the kernel tells of one that is removed when nobody has it open any more.
    private let directory: [UInt8]
    private let identity: FileIdentity
    private let excluded: FileIdentity?
    private let queue: EventQueue
    /// By what the queue calls them.
    private var places: [Int32: Place] = [:]
    /// Whether there are folders that it hears nothing of, since the user may not have more.
    package private(set) var isPartial = false
    /// Whether it has to be made anew, since events were lost, other folders are to be watched by now, or the folder itself
    /// is another one.
    package private(set) var isStale = false

    /// Watches the folder at `directory` (bytes).
    ///
    /// - Parameters:
    ///   - rules: what is left out, and not watched.
    ///   - stateFolder: passed over, with all in it.
    /// - Throws: ``LockerError/Code/notFound`` where there is no such folder; ``LockerError/Code/unavailable`` where the
    ///   system lets nothing be watched.
    package init(
        _ directory: [UInt8], rules: IgnoreRules = .standard, stateFolder: String? = nil
    ) throws(LockerError) {
        let root = try SourceFolder.open(directory)
        self.directory = directory
        identity = try translatingSystemErrors { () throws(SystemError) in
            FileIdentity(try root.descriptor.status())
        }
        excluded = stateFolder.flatMap(FileIdentity.init(path:))
        queue = try translatingSystemErrors { () throws(SystemError) in try EventQueue() }
        add([], around: IgnoreScope(rules, at: []))
    }

    /// Readable when something has happened.
    package var descriptor: Descriptor { queue.descriptor }

    /// How many folders are watched.
    package var count: Int { places.count }

    /// Whether `directory` (bytes) leads to the folder that is watched.
    package func isOf(_ directory: [UInt8]) -> Bool {
        var status = stat()
        return directory.withCName({ stat($0, &status) }) == 0 && FileIdentity(status) == identity
    }

    /// Takes in what has happened. Returns whether a walk would see any of it.
    package mutating func read() -> Bool {
        var hasChanged = false
        // Where more happens than that, the rest is read the next time.
        for _ in 0..<TreeWatcher.readsAtATime {
            let events = queue.read()
            if events.isEmpty { break }
            for event in events where take(event) { hasChanged = true }
        }
        return hasChanged
    }

    private mutating func take(_ event: FolderEvent) -> Bool {
        if event.isOverflow {
            isStale = true
            return true
        }
        guard let place = places[event.watch] else { return false }
        if event.isEnd {
            places[event.watch] = nil
            if place.path.isEmpty { isStale = true }
            return true
        }
        if event.isOfGoneFolder {
            if place.path.isEmpty { isStale = true }
            return true
        }
        if event.name.isEmpty { return true }
        if [IgnoreFile.name, CacheTag.name].contains(event.name) {
            isStale = true
            return true
        }
        return take(event, in: place)
    }

    /// Takes in what has happened to a name in a folder.
    private mutating func take(_ event: FolderEvent, in place: Place) -> Bool {
        if !event.isFolder, TemporaryFiles.isTemporary(event.name) { return false }
        let path = (place.path.isEmpty ? [] : place.path + [UInt8(ascii: "/")]) + event.name
        let why = path.withUnsafeBufferPointer { bytes in
            place.scope.exclusion(of: bytes, nameFrom: path.count - event.name.count) { event.isFolder }
        }
        if why != nil { return false }
        if event.isFolder, event.isMove { forget(path) }
        // Also where one has gone: two may have changed places in one step.
        if event.isFolder, event.isMove || event.isArrival { add(path, around: place.scope) }
        return true
    }

    /// Watches the folder at `path` and those below it.
    ///
    /// - Parameter scope: the patterns that hold around it.
    private mutating func add(_ path: [UInt8], around scope: IgnoreScope) {
        guard let root = try? SourceFolder.open(directory), isOf(directory) else {
            isStale = true
            return
        }
        // Of its own: names lead elsewhere by the next time.
        let cursor = TreeRoot(root.descriptor).cursor()
        var waiting = [(path: path, scope: scope)]
        while let next = waiting.popLast() {
            do throws(SystemError) {
                let folder = try cursor.open(next.path.split(separator: UInt8(ascii: "/")))
                if let excluded, try FileIdentity(folder.status()) == excluded { continue }
                let watch = try queue.add(folder)
                places[watch] = Place(path: next.path, scope: next.scope)
                waiting += TreeWatcher.folders(
                    in: folder, at: next.path, around: next.scope, noting: &places[watch])
            } catch {
                // Of others: it was there a moment ago, or no walk can read it either.
                guard [ENOSPC, ENOMEM].contains(error.number) else { continue }
                isPartial = true
                return
            }
        }
    }

    /// The folders in a folder that are not left out, with the patterns that hold around them.
    ///
    /// - Parameter place: takes the patterns that hold in it.
    private static func folders(
        in folder: Descriptor, at path: [UInt8], around scope: IgnoreScope, noting place: inout Place?
    ) -> [(path: [UInt8], scope: IgnoreScope)] {
        guard let content = try? FolderContent(of: folder, at: path, around: scope, isRoot: path.isEmpty) else {
            return []
        }
        place = Place(path: path, scope: content.scope)
        var found: [(path: [UInt8], scope: IgnoreScope)] = []
        for index in content.names.indices where content.exclusions?[index] == nil {
            guard isFolder(index, of: content.names, in: folder) else { continue }
            let start = path.isEmpty ? [] : path + [UInt8(ascii: "/")]
            found.append((start + content.names[index].name, content.scope))
        }
        return found
    }

    private static func isFolder(_ index: Int, of names: FolderNames, in folder: Descriptor) -> Bool {
        let type = names.type(of: index)
        guard type == UInt8(DT_UNKNOWN) else { return type == UInt8(DT_DIR) }
        return names.status(of: index, in: folder.number).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
    }

    /// Hears no more of the folder that was at `path`, and of those below it.
    private mutating func forget(_ path: [UInt8]) {
        let start = path + [UInt8(ascii: "/")]
        for (watch, place) in places where place.path == path || place.path.starts(with: start) {
            queue.remove(watch)
            places[watch] = nil
        }
    }
}
