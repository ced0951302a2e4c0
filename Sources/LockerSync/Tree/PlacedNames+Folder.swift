import LockerBase
import POSIXSupport

extension PlacedNames {
    /// Those of them that hold in `folder`: where the disk lists something by the name that the library has, somebody has
    /// put it there, and what stood for that is a thing of its own from now on.
    ///
    /// - Parameter under: the folder of the library that all of it goes below; nil for the library itself.
    package func holding(in folder: Descriptor, under: EntryPath?) throws(LockerError) -> PlacedNames {
        var root = TreeRoot(folder, under: under)
        for (place, names) in inFolders {
            let listed = try attempting { () throws(SystemError) in
                try PlacedNames.list(root.cursor().open(place.split(separator: UInt8(ascii: "/"))))
            }
            for (here, there) in PlacedNames.holding(names, beside: listed) {
                root.names.add(PlacedNames.path(of: there, in: place), as: here)
            }
        }
        return root.names
    }

    /// The same of one folder: by the name here, the name there.
    private static func holding(_ names: [[UInt8]: [UInt8]], beside listed: FolderNames?) -> [[UInt8]: [UInt8]] {
        guard let listed else { return names }
        var (left, isSettled) = (names, false)
        while !isSettled {
            isSettled = true
            // What stands for another thing may have the name, too.
            for (here, there) in left where listed.contains(there) && left[there] == nil {
                left[here] = nil
                isSettled = false
            }
        }
        return left
    }

    private static func list(_ folder: Descriptor) throws(SystemError) -> FolderNames {
        var names = try readFolder(folder)
        names.sort()
        return names
    }
}
