import FoundationEssentials
import LockerAPI
import LockerBase

/// Where a sync comes from, and what it may take away from a library that came from elsewhere.
struct SyncOrigin {
    /// This folder of this device; nil where the device has no identity.
    let source: Locker_V1_Source?
    /// Why it has none.
    let flaw: String?
    /// What revisions say of it.
    let told: Locker_V1_Origin

    /// - Parameter stateFolder: where the device's identity lies; nil for a sync that remembers nothing.
    init(of folder: SourceFolder, stateFolder: String?) {
        told = Locker_V1_Origin(ofDeviceIn: stateFolder, folder: folder.realPath)
        guard let stateFolder else {
            (source, flaw) = (nil, "this sync remembers nothing")
            return
        }
        do {
            let device = try Device.identity(in: stateFolder)
            var source = Locker_V1_Source()
            source.device = Data(device.id)
            source.deviceName = device.name
            source.folder = Data(folder.realPath)
            (self.source, flaw) = (source, nil)
        } catch {
            (source, flaw) = (nil, error.message)
        }
    }

    /// Whether `known`, where a library was last synced from, is another folder or device. What is not known is none.
    func isOther(than known: Locker_V1_Source?) -> Bool {
        guard let known else { return false }
        return known.device != source?.device || known.folder != source?.folder
    }

    /// What a sync that would remove entries from a library which came from `known` ends with, unless it is meant.
    ///
    /// - Parameters:
    ///   - place: the library, or the folder of it, in words.
    ///   - known: nil: where it came from is not known, but not from here.
    func refusal(of place: String, from known: Locker_V1_Source?) -> LockerError {
        let here = source.map { $0.shown } ?? "this folder (\(flaw ?? "its device is not known"))"
        return LockerError(
            .failedPrecondition,
            """
            \(place) \(SyncOrigin.text(known, here)), and --delete would remove from it what is not in \(here); \
            nothing was changed. If that is what you want, give --from-here
            """)
    }

    private static func text(_ known: Locker_V1_Source?, _ here: String) -> String {
        guard let known else { return "did not come from this folder, as far as is known here" }
        return "is synced from \(known.shown)" + (known.shown == here ? " of another device" : "")
    }
}

extension Locker_V1_Source {
    /// `DEVICE:FOLDER`, safe to print.
    package var shown: String { "\(deviceName.printable):\(EntryPath.printable(folder))" }
}
