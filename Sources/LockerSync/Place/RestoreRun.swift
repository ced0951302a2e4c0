import LockerBase
import LockerClient
import POSIXSupport

/// What all threads of one restore share.
final class RestoreRun: Sendable {
    /// Which files and links that differ are replaced.
    let overwrite: OverwriteRule
    /// Whether the content of files that are there is compared too.
    let verify: Bool
    /// Whether it only tells what it would do, and leaves all that is there as it is.
    let isRehearsal: Bool
    /// Whether the folder that is restored to was made for it.
    let isRootMade: Bool
    /// What alone is replaced, where that was settled before.
    let planned: PlannedPlaces?
    let claims: RestoreClaims
    let folders: RestoredFolders
    let passing: DescriptorPassing

    private let limits = Monitor<TargetLimits>([])

    /// - Parameters:
    ///   - made: the folders that were made before, and are as this restore's own.
    ///   - isExact: whether nothing is put where the disk lists something under another name.
    ///   - passing: whether descriptors reach the daemon.
    init(
        overwrite: OverwriteRule = .never, verify: Bool = false, names: LibraryNames = LibraryNames(),
        isRootMade: Bool = false, isRehearsal: Bool = false, planned: PlannedPlaces? = nil, isExact: Bool = false,
        made: MadeFolders = MadeFolders(), passing: DescriptorPassing = DescriptorPassing()
    ) {
        self.overwrite = overwrite
        self.verify = verify
        self.isRehearsal = isRehearsal
        self.isRootMade = isRootMade
        self.planned = planned
        self.passing = passing
        claims = RestoreClaims(names, isExact: isExact)
        folders = RestoredFolders(claims, made: made, isRehearsal: isRehearsal)
    }

    func note(_ found: TargetLimits) {
        if !found.isEmpty { limits.withLock { $0.formUnion(found) } }
    }

    /// What a person should know of the restore.
    var warnings: [String] {
        var texts: [String] = []
        let limits = limits.withLock { $0 }
        if limits.contains(.times) {
            texts.append("the disk refuses modification times: files keep those of the restore")
        }
        if limits.contains(.modes) {
            texts.append("the disk refuses permission bits: files keep those that it gives them")
        }
        if passing.hasLost {
            texts.append(DescriptorPassing.warning)
        }
        return texts
    }
}
