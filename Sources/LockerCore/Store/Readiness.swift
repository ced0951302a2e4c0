/// What a store does at a moment of what it is asked for.
public enum Readiness: Sendable, Equatable {
    /// Everything.
    case serving
    /// Everything, though what asks for a record that it does not have waits: the index is told again from the packs.
    case rebuilding
    /// It reads; what changes something is refused, or soon will be.
    case readOnly(Obstacle)
    /// It ends.
    case stopping

    /// What keeps a store from changing anything.
    public enum Obstacle: Sendable, Equatable {
        /// The disk has next to no room.
        case fullDisk
        /// The file system takes no writes at all.
        case readOnlyFileSystem
        /// The database is told again from the packs.
        case rebuild
    }

    /// With less than this, in bytes, a disk counts as full: an upload of some files, or a commit of many, is refused.
    package static let leastRoom = 16e6

    /// - Parameters:
    ///   - refusesChanges: whether the database is taken for a rebuild.
    ///   - room: of the store's file system; nil where the system does not tell.
    package init(isStopping: Bool, refusesChanges: Bool, room: DiskRoom?, isRebuilding: Bool) {
        if isStopping {
            self = .stopping
        } else if refusesChanges {
            self = .readOnly(.rebuild)
        } else if let room, room.isReadOnly {
            self = .readOnly(.readOnlyFileSystem)
        } else if let room, room.free < Readiness.leastRoom {
            self = .readOnly(.fullDisk)
        } else {
            self = isRebuilding ? .rebuilding : .serving
        }
    }
}
