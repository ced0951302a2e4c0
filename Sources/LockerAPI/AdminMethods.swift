/// The calls of the service `locker.v1.Admin`, the operator's; locker.proto says what each does.
public enum AdminMethods {
    private static let service = "locker.v1.Admin"

    public static let addAccount = Method<Locker_V1_AddAccountRequest, Locker_V1_Account>(service, "AddAccount")
    public static let listAccounts = Method<Locker_V1_ListAccountsRequest, Locker_V1_ListAccountsResponse>(
        service, "ListAccounts")
    public static let setQuota = Method<Locker_V1_SetQuotaRequest, Locker_V1_Account>(service, "SetQuota")
    public static let removeAccount = Method<Locker_V1_RemoveAccountRequest, Locker_V1_RemoveAccountResponse>(
        service, "RemoveAccount")
    public static let stats = Method<Locker_V1_StatsRequest, Locker_V1_StatsResponse>(service, "Stats", .restore)
}
