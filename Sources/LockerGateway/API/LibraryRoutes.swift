import DaemonLink
import Foundation
import HTTPContent
import Hummingbird
import LockerAPI
import LockerBase

/// What a person has: libraries, and what is in them.
struct LibraryRoutes: Sendable {
    let daemon: LinkedDaemon

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
        if let after = query.text("after") { list.after = Data(base64Encoded: after) ?? Data() }
        list.limit = UInt32(clamping: min(try query.number("limit") ?? 1000, 10_000))
        list.oneLevel = query.flag("one_level")
        list.partial = true
        let page = try await daemon.call(LockerMethods.list, list, for: caller.person, named: context.name)
        return JSONAnswer.response(EntryPage(page, of: target.library))
    }
}
