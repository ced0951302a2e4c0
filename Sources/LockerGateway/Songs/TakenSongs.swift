import DaemonLink
import Foundation
import LockerAPI
import LockerBase
import MediaFollower
import MediaIndex
import People

/// Puts songs of the catalog into a library of their own of those who take them, and takes them out again: so they are
/// theirs as all that they have, in listings, quotas and restores.
struct TakenSongs: Sendable {
    let daemon: LinkedDaemon
    let turns: LibraryTurns

    /// - Throws: ``LockerError/Code/permissionDenied`` where the operator does not let people.
    func put(_ track: Digest, for caller: SignedIn, named name: String) async throws {
        var wish = Locker_V1_GrantRequest()
        (wish.account, wish.library) = (caller.person, TakenLibrary.name)
        wish.tracks = [Data(track.bytes)]
        let request = wish
        do {
            _ = try await turns.run(TakenLibrary.name, of: caller.person) {
                try await daemon.call(AdminMethods.grant, request, named: name)
            }
        } catch let error as LockerError where error.code == .permissionDenied {
            throw LockerError(
                .permissionDenied, "who runs this service does not let people take songs of its catalog", cause: error)
        }
    }

    /// Takes out whatever has this content. Old revisions keep it.
    func remove(_ blob: Digest, of caller: SignedIn, named name: String) async throws {
        let paths = try await paths(of: blob, caller.person, name)
        if paths.isEmpty { return }
        var removal = Locker_V1_RemoveRequest()
        (removal.library, removal.paths) = (TakenLibrary.name, paths)
        removal.origin = .gateway(for: caller)
        let request = removal
        _ = try await turns.run(TakenLibrary.name, of: caller.person) {
            try await daemon.call(LockerMethods.remove, request, for: caller.person, named: name)
        }
    }

    private func paths(of blob: Digest, _ person: String, _ name: String) async throws -> [Data] {
        var list = Locker_V1_ListRequest()
        (list.library, list.partial) = (TakenLibrary.name, true)
        var paths: [Data] = []
        while let page = try await page(list, person, name) {
            for entry in page.entries where Digest(entry.blob) == blob { paths.append(entry.path) }
            guard page.more, !page.entries.isEmpty || !page.next.isEmpty else { break }
            list.revision = page.revision
            list.after = page.next.isEmpty ? page.entries.last?.path ?? Data() : page.next
        }
        return paths
    }

    /// Nil where the library is gone.
    private func page(
        _ list: Locker_V1_ListRequest, _ person: String, _ name: String
    ) async throws(LockerError) -> Locker_V1_ListResponse? {
        do throws(LockerError) {
            return try await daemon.call(LockerMethods.list, list, for: person, named: name)
        } catch {
            if error.code == .notFound { return nil }
            throw error
        }
    }
}
