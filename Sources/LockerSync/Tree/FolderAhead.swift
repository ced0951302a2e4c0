import Glibc
import LockerBase
import POSIXSupport

/// What a walk has asked about one folder ahead of where it is in it.
struct FolderAhead {
    typealias Look = Future<Result<FolderLook, FolderFlaw>>

    /// How many folders in it are looked at ahead.
    static let folders = 4

    private var statuses: ItemStatuses?
    private var following: Future<ItemStatuses>?
    /// Whether there is no run behind that.
    private var isLast = false
    /// Of the folders behind the walk, in their order.
    private var looks: [(index: Int, look: Look)] = []
    /// The number of the first name of which it is not known whether it is a folder to be looked at.
    private var unseen = 0

    init(_ statuses: ItemStatuses?) { self.statuses = statuses }

    /// What is said of the name of this number, where it is known and no others are to be asked about.
    subscript(index: Int) -> ItemStatuses.ItemStatus? { following == nil && !isLast ? nil : statuses?[index] }

    /// What is said of the name of this number in `content`; those behind it are asked about meanwhile.
    ///
    /// - Parameter folder: opens the folder.
    mutating func status(
        of index: Int, _ content: FolderContent, by threads: WalkThreads,
        in folder: () throws(SystemError) -> Descriptor
    ) throws(SystemError) -> ItemStatuses.ItemStatus {
        let start = index / ItemStatuses.length * ItemStatuses.length
        if statuses?.start != start {
            let opened = try folder()
            let told = following?.value
            statuses = told?.start == start ? told : ItemStatuses(of: content, from: start, in: opened)
            following = nil
        }
        let next = start + ItemStatuses.length
        isLast = next >= content.names.count
        if following == nil, !isLast {
            let opened = try folder()
            following = threads.begin { ItemStatuses(of: content, from: next, in: opened) }
        }
        return statuses?[index] ?? .untold
    }

    /// What was found out of the folder of this number, and has the next ones behind it looked at; nil where nobody was
    /// asked.
    mutating func look(
        at index: Int, _ path: [UInt8], _ content: FolderContent, by threads: WalkThreads,
        in folder: () throws(SystemError) -> Descriptor
    ) -> Look? {
        looks.removeAll { $0.index < index }
        let own = looks.first?.index == index ? looks.removeFirst().look : nil
        unseen = max(unseen, index + 1)
        while looks.count < FolderAhead.folders, unseen < content.names.count {
            if isToEnter(unseen, content) {
                guard let opened = try? folder() else { break }
                guard let look = begin(unseen, path, content, by: threads, in: opened) else { break }
                looks.append((unseen, look))
            }
            unseen += 1
        }
        return own
    }

    private func isToEnter(_ index: Int, _ content: FolderContent) -> Bool {
        content.names.type(of: index) == DT_DIR && content.exclusions?[index] == nil
    }

    private func begin(
        _ index: Int, _ parent: [UInt8], _ content: FolderContent, by threads: WalkThreads, in folder: Descriptor
    ) -> Look? {
        let (name, scope) = (content.names[index].name, content.scope)
        let path = parent.isEmpty ? name : parent + [UInt8(ascii: "/")] + name
        return threads.begin { FolderLook.look(at: name, in: folder, path, around: scope) }
    }
}
