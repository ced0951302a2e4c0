import Foundation
import LockerAPI
import LockerTestSupport

/// Every call of the daemon, and whose it is. A call without a row fails the test.
enum RightsTable {
    static let rows = reading + sessions + matching + edits + devices + accounts + catalog + jobs

    private static let path = Data(RightsBench.file.utf8)

    private static let reading = [
        RightsRow(LockerMethods.status, .account(own: nil)),
        RightsRow(LockerMethods.capabilities, .account(own: nil)),
        RightsRow(LockerMethods.health, .everybody),
        RightsRow(LockerMethods.cancelCall, .everybody) { (request, _) in
            request.stream = 1
            return nil
        },
        RightsRow(LockerMethods.usage, .account(own: nil)),
        RightsRow(LockerMethods.list, .account(own: .notFound)) { (request, _) in
            request.library = "main"
            return nil
        },
        RightsRow(LockerMethods.changes, .account(own: .notFound)) { (request, _) in
            request.library = "main"
            return nil
        },
        RightsRow(LockerMethods.log, .account(own: .notFound)) { (request, _) in
            request.library = "main"
            return nil
        },
        RightsRow(LockerMethods.restore, .account(own: .notFound)) { (request, bench) in
            request.library = "main"
            request.path = path
            return try bench.target()
        },
        RightsRow(LockerMethods.read, .account(own: .notFound)) { (request, _) in
            request.library = "main"
            request.path = path
            request.length = 10
            return nil
        },
        RightsRow(LockerMethods.restoreFiles, .account(own: .notFound)) { (request, _) in
            request.library = "main"
            request.paths = [path]
            return nil
        },
        RightsRow(LockerMethods.openBlob, .account(own: .notFound)) { (request, _) in
            request.library = "main"
            request.path = path
            return nil
        },
        RightsRow(LockerMethods.readBlob, .account(own: .notFound)) { (request, bench) in
            request.handle = try bench.openBlob().handle
            request.length = 10
            return nil
        },
        RightsRow(LockerMethods.readBlob, .account(own: .notFound)) { (request, bench) in
            request.blob = Data(try bench.openBlob().entry.blob?.bytes ?? [])
            request.length = 10
            return nil
        },
        RightsRow(LockerMethods.closeBlob, .account(own: nil)) { (request, bench) in
            request.handle = try bench.openBlob().handle
            return nil
        },
        RightsRow(LockerMethods.list, .account(own: .notFound)) { (request, _) in
            request.library = "main"
            request.oneLevel = true
            return nil
        },
        RightsRow(LockerMethods.countFolder, .account(own: .notFound)) { (request, _) in
            request.library = "main"
            return nil
        },
        RightsRow(LockerMethods.damaged, .account(own: .notFound)) { (request, _) in
            request.library = "main"
            return nil
        },
    ]

    private static let sessions = [
        RightsRow(LockerMethods.openSession, .account(own: nil)) { (request, _) in
            request.library = "main"
            return nil
        },
        RightsRow(LockerMethods.openSession, .operators) { (request, _) in
            request.catalog = true
            return nil
        },
        RightsRow(LockerMethods.ingest, .account(own: .notFound)) { (request, bench) in
            request.session = try bench.open().id
            request.path = path
            return try bench.song()
        },
        RightsRow(LockerMethods.ingestFiles, .account(own: .notFound)) { (request, bench) in
            request.session = try bench.open().id
            (request.paths, request.contents) = (path + [0], Data([1]))
            (request.modified, request.sizes) = ([5], [1])
            return nil
        },
        RightsRow(LockerMethods.beginUpload, .account(own: .notFound)) { (request, bench) in
            request.session = try bench.open().id
            request.path = path
            return nil
        },
        RightsRow(LockerMethods.writeUpload, .account(own: .notFound)) { (request, bench) in
            let (session, upload) = try bench.beginUpload()
            (request.session, request.upload) = (session.id, upload)
            request.data = Data([1])
            return nil
        },
        RightsRow(LockerMethods.finishUpload, .account(own: .notFound)) { (request, bench) in
            let (session, upload) = try bench.beginUpload()
            (request.session, request.upload) = (session.id, upload)
            return nil
        },
        RightsRow(LockerMethods.cancelUpload, .account(own: .notFound)) { (request, bench) in
            let (session, upload) = try bench.beginUpload()
            (request.session, request.upload) = (session.id, upload)
            return nil
        },
        RightsRow(LockerMethods.stage, .account(own: .notFound)) { (request, bench) in
            request.session = try bench.open().id
            request.removals = [path]
            return nil
        },
        RightsRow(LockerMethods.commit, .account(own: .notFound)) { (request, bench) in
            request.session = try bench.open().id
            return nil
        },
        RightsRow(LockerMethods.closeSession, .account(own: .notFound)) { (request, bench) in
            request.session = try bench.open().id
            return nil
        },
    ]

    private static let matching = [
        RightsRow(LockerMethods.match, .account(own: nil)) { (request, bench) in
            request.tracks = [Data(try bench.track().bytes)]
            return nil
        },
        RightsRow(LockerMethods.describeTracks, .account(own: nil)) { (request, bench) in
            request.tracks = [Data(try bench.track().bytes)]
            return nil
        },
        RightsRow(LockerMethods.prove, .account(own: nil)) { (request, bench) in
            var proof = Locker_V1_Proof()
            proof.track = Data(try bench.track().bytes)
            request.proofs = [proof]
            return nil
        },
        RightsRow(LockerMethods.assemble, .account(own: .notFound)) { (request, bench) in
            request.session = try bench.open().id
            var file = Locker_V1_RecipeFile()
            file.path = path
            // The recipe of an empty file: no segments (docs/format.md).
            file.recipe = Data(Array("LKRR".utf8) + [1] + [UInt8](repeating: 0, count: 11))
            request.files = [file]
            return nil
        },
        RightsRow(LockerMethods.putChunks, .account(own: .notFound)) { (request, bench) in
            request.session = try bench.open().id
            request.chunks = [Data([1])]
            return nil
        },
    ]

    private static let edits = [
        RightsRow(LockerMethods.remove, .account(own: .notFound)) { (request, bench) in
            try bench.put()
            request.library = "main"
            request.paths = [path]
            return nil
        },
        RightsRow(LockerMethods.move, .account(own: .notFound)) { (request, bench) in
            try bench.put()
            request.library = "main"
            request.from = path
            request.to = Data(bench.newName().utf8)
            return nil
        },
        RightsRow(LockerMethods.watch, .account(own: nil)) { (request, _) in
            request.libraries = [.with { $0.library = "main" }]
            return nil
        },
        RightsRow(LockerMethods.watch, .account(own: .permissionDenied)) { (request, _) in
            request.usages = [.with { $0.account = "alice" }]
            return nil
        },
        RightsRow(LockerMethods.renameLibrary, .account(own: .notFound)) { (request, bench) in
            request.library = try bench.library()
            request.name = bench.newName()
            return nil
        },
        RightsRow(LockerMethods.deleteLibrary, .account(own: .notFound)) { (request, bench) in
            request.library = try bench.library()
            return nil
        },
        RightsRow(LockerMethods.getRetention, .account(own: .notFound)) { (request, _) in
            request.library = "main"
            return nil
        },
        RightsRow(LockerMethods.setRetention, .account(own: .notFound)) { (request, _) in
            request.library = "main"
            request.retention.keepLast = 3
            return nil
        },
        RightsRow(LockerMethods.purge, .account(own: .notFound)) { (request, _) in
            request.library = "main"
            request.paths = [path]
            request.dryRun = true
            return nil
        },
    ]

    private static let devices = [
        RightsRow(LockerMethods.registerDevice, .account(own: nil)) { (request, bench) in
            (request.device, request.name) = (Data(try bench.device()), "laptop")
            return nil
        },
        RightsRow(LockerMethods.listDevices, .account(own: nil)),
        RightsRow(LockerMethods.renameDevice, .account(own: .notFound)) { (request, bench) in
            (request.device, request.name) = (Data(try bench.device()), bench.newName())
            return nil
        },
        RightsRow(LockerMethods.removeDevice, .account(own: .notFound)) { (request, bench) in
            request.device = Data(try bench.device())
            return nil
        },
        RightsRow(LockerMethods.restoreDevice, .account(own: .notFound)) { (request, bench) in
            request.device = Data(try bench.device())
            return nil
        },
        RightsRow(LockerMethods.setNote, .account(own: .notFound)) { (request, bench) in
            (request.library, request.revision, request.note) = ("main", 1, bench.newName())
            return nil
        },
    ]

    private static let accounts = [
        RightsRow(AdminMethods.addAccount, .managers) { (request, bench) in
            request.name = bench.newName()
            return nil
        },
        RightsRow(AdminMethods.addAccount, .operators) { (request, bench) in
            request.name = bench.newName()
            request.role = .manager
            return nil
        },
        RightsRow(AdminMethods.addAccount, .operators) { (request, bench) in
            request.name = bench.newName()
            request.uid = bench.newUser()
            return nil
        },
        RightsRow(AdminMethods.setQuota, .operators) { (request, _) in
            request.name = "gateway"
            return nil
        },
        RightsRow(AdminMethods.disableAccount, .operators) { (request, bench) in
            request.name = try bench.helper(isManager: true)
            return nil
        },
        RightsRow(AdminMethods.enableAccount, .operators) { (request, bench) in
            request.name = try bench.helper(isManager: false)
            return nil
        },
        RightsRow(AdminMethods.listAccounts, .operators),
        RightsRow(AdminMethods.setQuota, .managers) { (request, bench) in
            request.name = "alice"
            request.quotaBytes = 1 << 40
            return nil
        },
        RightsRow(AdminMethods.removeAccount, .operators) { (request, bench) in
            request.name = try bench.victim()
            return nil
        },
        RightsRow(AdminMethods.disableAccount, .managers) { (request, bench) in
            request.name = try bench.victim()
            return nil
        },
        RightsRow(AdminMethods.enableAccount, .managers) { (request, bench) in
            request.name = try bench.victim()
            return nil
        },
        RightsRow(AdminMethods.renameAccount, .operators) { (request, bench) in
            request.name = try bench.victim()
            request.newName = bench.newName()
            return nil
        },
        RightsRow(AdminMethods.rebindAccount, .operators) { (request, bench) in
            request.name = try bench.victim()
            return nil
        },
        RightsRow(AdminMethods.expire, .operators) { (request, _) in
            request.keepLast = 1
            return nil
        },
        RightsRow(AdminMethods.stats, .operators),
    ]

    private static let catalog = [
        RightsRow(AdminMethods.addTracks, .operators) { (request, bench) in
            let (session, path) = try bench.ingestForCatalog()
            request.session = session.id
            var song = Locker_V1_TrackDescription()
            song.path = Data(path.bytes)
            request.tracks = [song]
            return nil
        },
        RightsRow(AdminMethods.listTracks, .operators),
        RightsRow(AdminMethods.listFingerprints, .frontends),
        RightsRow(AdminMethods.readFingerprints, .frontends),
        RightsRow(AdminMethods.removeTrack, .operators) { (request, bench) in
            request.track = Data(try bench.track().bytes)
            return nil
        },
        RightsRow(AdminMethods.grant, .operators) { (request, bench) in
            request.account = "alice"
            request.library = "main"
            request.tracks = [Data(try bench.track().bytes)]
            return nil
        },
    ]

    private static let jobs = [
        RightsRow(AdminMethods.compact, .operators),
        RightsRow(AdminMethods.backup, .operators) { (request, bench) in
            request.directory = bench.directory + "/backup"
            return nil
        },
        RightsRow(AdminMethods.verify, .operators),
        RightsRow(AdminMethods.findings, .operators),
        RightsRow(AdminMethods.rebuild, .operators),
        RightsRow(AdminMethods.watchJob, .operators) { (_, bench) in
            try bench.runJob()
            return nil
        },
        RightsRow(AdminMethods.cancelJob, .operators) { (_, bench) in
            try bench.runJob()
            return nil
        },
    ]
}
