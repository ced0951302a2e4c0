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
        var (device, flaw): (Device?, String?) = (nil, nil)
        if let stateFolder {
            do throws(LockerError) {
                device = try Device.identity(in: stateFolder)
            } catch {
                flaw = error.message
            }
        } else {
            flaw = "this sync remembers nothing"
        }
        told = Locker_V1_Origin(of: device, folder: folder.realPath)
        source = device.map { Locker_V1_Source($0, folder.realPath) }
        self.flaw = flaw
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
    /// - Parameter folder: the absolute path of one of the device.
    init(_ device: Device, _ folder: [UInt8]) {
        self.init()
        (self.device, deviceName, self.folder) = (Data(device.id), device.name, Data(folder))
    }

    /// `DEVICE:FOLDER`, safe to print.
    package var shown: String { "\(deviceName.printable):\(EntryPath.printable(folder))" }
}
