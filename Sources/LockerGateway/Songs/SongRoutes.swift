import DaemonLink
import Foundation
import Hummingbird
import LockerAPI
import LockerBase
import MediaFollower
import MediaIndex
import NIOPosix

/// The songs of a library: why the bytes of each were not sent, and what the catalog has of the same recordings.
struct SongRoutes: Sendable {
    let daemon: LinkedDaemon
    let index: MediaIndex
    /// Those that may be kept for as long as a long page is written.
    let threads: NIOThreadPool

    private static let usual: UInt64 = 200
    private static let most: UInt64 = 1000

    func add(to router: RouterGroup<GatewayContext>) {
        router.get("libraries/:library/songs", use: songs)
    }

    @Sendable private func songs(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let caller = try context.requireCaller()
        let (target, query) = (try LibraryPath(request), try QueryValues(request))
        try await daemon.require(.arrivals, to: "tell why songs were not sent")
        var list = Locker_V1_ListRequest()
        list.library = target.library
        if let revision = try query.number("revision") { list.revision = revision }
        if let after = query.text("after") { list.after = try LibraryRoutes.place(after) }
        list.limit = UInt32(clamping: min(max(1, try query.number("limit") ?? SongRoutes.usual), SongRoutes.most))
        (list.arrivals, list.partial) = (true, true)
        let page = try await daemon.call(LockerMethods.list, list, for: caller.person, named: context.name)
        let mayTake = try await mayTake(context)
        let (index, person) = (index, caller.person)
        return try await threads.runIfActive {
            JSONAnswer.response(try SongPage(page, of: person, index, mayTake: mayTake))
        }
    }

    /// Whether the operator lets people take what the catalog has.
    private func mayTake(_ context: GatewayContext) async throws -> Bool {
        guard try await daemon.has(.fingerprints) else { return false }
        var request = Locker_V1_ListFingerprintsRequest()
        request.limit = 1
        return try await daemon.call(AdminMethods.listFingerprints, request, named: context.name).grants
    }
}
