import LockerBase
import LockerClient
import POSIXSupport

/// Files that are written and get their names together, once all of them are on the disk: one wait for many.
///
/// While a group gets its names the next one is filled, and no third is begun: there are never more than twice the
/// files of one, whatever the number of threads that write them.
package final class PlacementGroup: Sendable {
    /// Hears what became of a file.
    package typealias Done = @Sendable (RestoreOutcome) -> Void

    /// About how many bytes wait for each other.
    private static let bytes = 256 << 20

    private struct Member {
        let file: any PlaceableFile
        let done: Done
    }

    private struct Collected {
        var members: [Member] = []
        var bytes = 0
        /// Whether those before these are getting their names.
        var isPlacing = false
    }

    private let files: Int
    private let syncs: Bool
    private let collected = Monitor(Collected())

    /// - Parameters:
    ///   - files: how many wait for each other.
    ///   - syncs: whether they have to be on the disk before they get their names.
    package init(files: Int, syncs: Bool = true) {
        self.files = files
        self.syncs = syncs
    }

    /// Adds a file that is written, and when the group is full gives all of it their names. `done` hears what became of
    /// the file, whatever became of the others.
    ///
    /// - Throws: the error after which no other file can succeed.
    package func add(_ file: any PlaceableFile, _ done: @escaping Done) throws(LockerError) {
        let isFull = collected.wait { group -> Bool? in
            guard !isDue(group) else { return nil }
            group.members.append(Member(file: file, done: done))
            group.bytes = group.bytes.adding(file.size)
            return isDue(group)
        }
        if isFull { try finish() }
    }

    /// Gives those that wait their names.
    ///
    /// - Throws: the error after which no other file can succeed.
    package func finish() throws(LockerError) {
        let members = collected.wait { group -> [Member]? in
            guard !group.isPlacing else { return nil }
            defer { group = Collected(isPlacing: true) }
            return group.members
        }
        collected.notifyAll()
        defer {
            collected.withLock { $0.isPlacing = false }
            collected.notifyAll()
        }
        var devices: [UInt64?: [Member]] = [:]
        for member in members { devices[member.file.device, default: []].append(member) }
        var failure: LockerError?
        for members in devices.values {
            let isWhole = members[0].file.syncsWhole
            for part in isWhole ? [members] : members.map({ [$0] }) {
                failure = place(part) ?? failure
            }
        }
        if let failure { throw failure }
    }

    private func isDue(_ group: Collected) -> Bool {
        group.members.count >= files || group.bytes >= PlacementGroup.bytes
    }

    /// Gives files that one sync puts on their disk their names. Returns the error after which no other can succeed.
    private func place(_ members: [Member]) -> LockerError? {
        do throws(SystemError) {
            if syncs { try members[0].file.sync(whole: members.count > 1) }
        } catch {
            let failure = LockerError(error, remedy: "nothing that is not on the disk has got its name; restore again")
            return members.reduce(nil) { PlacementGroup.tell($1, failure) ?? $0 }
        }
        var fatal: LockerError?
        for member in members {
            do throws(LockerError) {
                member.done(try member.file.place())
            } catch {
                fatal = PlacementGroup.tell(member, error) ?? fatal
            }
        }
        return fatal
    }

    /// Tells of a file that got no name. Returns the error when it is not about that file alone.
    private static func tell(_ member: Member, _ error: LockerError) -> LockerError? {
        switch FileFailure(ofEntry: error) {
        case .skipped(let reason):
            member.done(.skipped(reason.text))
            return nil
        case .fatal(let error):
            member.done(.skipped(error.message))
            return error
        }
    }
}
