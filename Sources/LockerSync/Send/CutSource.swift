import LockerBase
import Recipes

/// A regular file of a tree that was cut on this side and is still open.
struct CutSource {
    let path: EntryPath
    let file: SourceFile
    let cut: FileCut
    /// The recipe's canonical bytes.
    let recipe: [UInt8]
    /// The name of its audio; nil where none was found.
    let track: Digest?

    /// Reads and cuts `file`, which lies at `path`.
    ///
    /// - Throws: ``LockerError/Code/changed`` when it did not stay as it was.
    init(_ file: SourceFile, at path: EntryPath, with cutter: FileCutter) throws(LockerError) {
        self.path = path
        self.file = file
        cut = try cutter.cut(file.source(called: path)) { _ in }
        guard file.isUnchanged else { throw LockerError(.changed, "\(path): changed while it was read; sync again") }
        recipe = cut.recipe.encoded()
        track = cut.recipe.track
    }

    /// Its chunks and its audio, read again from the file.
    func content() throws(LockerError) -> CutFile {
        try CutFile(file.source(called: path), cut)
    }
}

extension SourceFile {
    fileprivate func source(called path: EntryPath) -> DescriptorSource {
        DescriptorSource(descriptor: descriptor, size: stamp.size, name: path.description)
    }
}
