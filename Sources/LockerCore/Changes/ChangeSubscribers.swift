/// Who waits for changes, by where.
struct ChangeSubscribers {
    typealias Wake = ChangeFeed.Wake

    /// Who waits for changes of one account.
    private struct OfAccount {
        /// For any.
        var all: [UInt64: Wake] = [:]
        /// For those of libraries, by their names.
        var libraries: [String: [UInt64: Wake]] = [:]

        var isEmpty: Bool { all.isEmpty && libraries.isEmpty }
    }

    private var accounts: [Int64: OfAccount] = [:]

    /// Takes in who waits for changes of `place`; the number is nobody else's.
    mutating func add(_ number: UInt64, at place: ChangedPlace, _ wake: @escaping Wake) {
        switch place {
        case .account(let id): accounts[id, default: OfAccount()].all[number] = wake
        case .library(let name, of: let id):
            accounts[id, default: OfAccount()].libraries[name, default: [:]][number] = wake
        }
    }

    mutating func remove(_ number: UInt64, at place: ChangedPlace) {
        guard var account = accounts.removeValue(forKey: place.account) else { return }
        switch place {
        case .account: account.all[number] = nil
        case .library(let name, of: _):
            var library = account.libraries.removeValue(forKey: name) ?? [:]
            library[number] = nil
            if !library.isEmpty { account.libraries[name] = library }
        }
        if !account.isEmpty { accounts[place.account] = account }
    }

    /// Whether somebody waits for what has changed there.
    func areWaiting(at place: ChangedPlace) -> Bool {
        guard let account = accounts[place.account] else { return false }
        guard case .library(let name, of: _) = place else { return true }
        return !account.all.isEmpty || account.libraries[name] != nil
    }

    /// Those who wait for what has changed there: of an account, all who wait for anything of it. One who waits for
    /// several such things comes as often.
    func waiting(at place: ChangedPlace) -> [Wake] {
        guard let account = accounts[place.account] else { return [] }
        var found: [Wake] = Array(account.all.values)
        switch place {
        case .account:
            for library in account.libraries.values { found.append(contentsOf: library.values) }
        case .library(let name, of: _):
            if let library = account.libraries[name] { found.append(contentsOf: library.values) }
        }
        return found
    }

    /// Everybody.
    var everybody: [Wake] {
        var found: [Wake] = []
        for account in accounts.keys { found.append(contentsOf: waiting(at: .account(account))) }
        return found
    }
}
