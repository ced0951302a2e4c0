import DaemonLink
import Foundation
import HTTPContent
import Hummingbird
import LockerAPI
import LockerBase
import NIOPosix

/// What a person has: libraries, and what is in them.
struct LibraryRoutes: Sendable {
    let daemon: LinkedDaemon
    /// Those that may be kept for as long as a long page is written.
    let threads: NIOThreadPool

    func add(to router: RouterGroup<GatewayContext>) {
        router.get("libraries", use: libraries)
        router.get("libraries/:library/entries", use: entries)
    }

    @Sendable private func libraries(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let caller = try context.requireCaller()
        let usage = try await daemon.call(LockerMethods.usage, .init(), for: caller.person, named: context.name)
        return JSONAnswer.response(LibraryList(usage))
    }

    @Sendable private func entries(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let caller = try context.requireCaller()
        let (target, query) = (try LibraryPath(request), try QueryValues(request))
        var list = Locker_V1_ListRequest()
        list.library = target.library
        if let revision = try query.number("revision") { list.revision = revision }
        if let under = try query.path("under") { list.under = Data(under.bytes) }
        if let after = query.text("after") { list.after = try LibraryRoutes.place(after) }
        list.limit = UInt32(clamping: min(try query.number("limit") ?? 1000, 10_000))
        list.oneLevel = try query.flag("one_level")
        list.partial = true
        let page = try await daemon.call(LockerMethods.list, list, for: caller.person, named: context.name)
        let library = target.library
        return try await threads.runIfActive { JSONAnswer.response(EntryPage(page, of: library)) }
    }

    /// Where a page begins. A plus sign that was not escaped came as a blank.
    static func place(_ text: String) throws(LockerError) -> Data {
        let said = String(text.map { $0 == " " ? "+" : $0 })
        guard let place = Data(base64Encoded: said) else {
            throw LockerError(.invalidArgument, "'after' is not what 'next' of a page says; send that as it is")
        }
        return place
    }
}
