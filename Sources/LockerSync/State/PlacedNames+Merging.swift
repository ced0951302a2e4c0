extension PlacedNames {
    /// These, with what makes `new` of `old`. What has become of the name of a path here since `old` stays, and what would be
    /// called as something else is by now is left out.
    package func merging(_ new: PlacedNames, since old: PlacedNames) -> PlacedNames {
        if self == old { return new }
        if new == old { return self }
        let paths = Set(old.all.map { $0.path }).union(new.all.map { $0.path }).filter { path in
            name(of: path) == old.name(of: path) && new.name(of: path) != old.name(of: path)
        }
        var merged = self
        for path in paths { merged.remove(path) }
        for path in paths.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            guard let name = new.name(of: path) else { continue }
            let here = PlacedNames.path(of: name, in: PlacedNames.parts(of: path).folder)
            if merged.path(of: here) == nil { merged.add(path, as: name) }
        }
        return merged
    }
}
