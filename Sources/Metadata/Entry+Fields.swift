import LockerBase

extension Entry {
    /// Checks that the fields fit the kind.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` with the path and what does not fit.
    func checkFields() throws(LockerError) {
        let flaw: String? =
            switch kind {
            case .file where blob == nil: "a file without a blob"
            case .file where target != nil: "a file with a link's target"
            case .file where size < 0: "a file of \(size) bytes"
            case .symlink where target?.isEmpty ?? true: "a link without a target"
            case .symlink where size != target?.count ?? 0: "a link whose size is not that of its target"
            case .folder where target != nil || size != 0: "a folder with a target or a size"
            case .symlink where blob != nil || track != nil, .folder where blob != nil || track != nil:
                "a blob or a track on what is not a file"
            default: nil
            }
        if let flaw { throw LockerError(.invalidArgument, "\(path): \(flaw); send an entry that fits its kind") }
    }
}
