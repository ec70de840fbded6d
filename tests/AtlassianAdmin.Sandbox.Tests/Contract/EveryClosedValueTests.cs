namespace AtlassianAdmin.Sandbox.Tests.Contract;

/// <summary>
/// Walks every closed set of values in the vendor's documents. What the sandbox serves takes documented values and refuses every other,
/// so a slip in case or spelling cannot pass the tests of whoever uses it.
/// </summary>
public sealed class EveryClosedValueTests
{
    /// <summary>How a field is refused that cannot be set.</summary>
    private const int FieldRefusal = 403;

    /// <summary>Operations with closed values that the sandbox does not serve.</summary>
    private static readonly string[] NotServed =
    [
        "POST /admin/v1/orgs/{orgId}/policies",
        "PUT /admin/v1/orgs/{orgId}/policies/{policyId}",
    ];

    /// <summary>Fields that are refused whatever is in them: the document reuses the whole model of the account, of which only some fields can be set.</summary>
    private static readonly string[] Unsettable =
    [
        "PATCH /users/{account_id}/manage/profile account_status",
        "PATCH /users/{account_id}/manage/profile account_type",
    ];

    /// <summary>
    /// Fields that are not read at all. RFC 7643 3.1: a service sets <c>meta</c> by itself and ignores what a client sends; Entra sends <c>User</c>, which the
    /// document does not have. <c>nodeType</c> is of the vendor's JSON library: the value of a PATCH may be any JSON.
    /// REFERENCE 0.2: how a list of objects stands in a query, as <c>sortBy</c> is one, no document says.
    /// </summary>
    private static readonly string[] NotRead =
    [
        "GET /admin/v2/orgs/{orgId}/directories/{directoryId}/groups ?sortBy[].direction",
        "GET /admin/v2/orgs/{orgId}/directories/{directoryId}/groups ?sortBy[].field",
        "GET /admin/v2/orgs/{orgId}/directories/{directoryId}/users ?sortBy[].direction",
        "GET /admin/v2/orgs/{orgId}/directories/{directoryId}/users ?sortBy[].field",
        "PATCH /scim/directory/{directoryId}/Groups/{id} operations[].value.nodeType",
        "PATCH /scim/directory/{directoryId}/Users/{userId} operations[].value.nodeType",
        "POST /scim/directory/{directoryId}/Groups meta.resourceType",
        "POST /scim/directory/{directoryId}/Users meta.resourceType",
        "PUT /scim/directory/{directoryId}/Groups/{id} meta.resourceType",
        "PUT /scim/directory/{directoryId}/Users/{userId} meta.resourceType",
    ];

    [ContractFact]
    public async Task Every_closed_value_of_the_documents_is_held_by_the_sandbox()
    {
        ApiContract contract = await ApiContract.LoadAsync();
        var organization = new SandboxOrganization(new SandboxOptions { UserCount = 60 });
        using var caller = new Caller(organization);
        OrganizationMap map = await OrganizationMap.ReadAsync(caller);
        var samples = new Dictionary<string, string> { ["resource"] = map.Jira, ["field"] = "attributes.name" };
        string ValueOf(string variable) => variable switch
        {
            "orgId" => organization.OrganizationId,
            "directoryId" => map.Main,
            "groupId" => map.Groups["jira-software-users-sandbox"],
            "policyId" => "none",
            "account_id" or "accountId" or "userId" => map.Mia,
            _ => throw new NotSupportedException($"There is no value for {{{variable}}}."),
        };
        List<ClosedPlace> places = [.. contract.Operations.SelectMany(operation => ClosedPlace.Of(operation, samples))];
        List<string> notServed = [];
        List<string> faults = [];
        int held = 0;

        foreach (ClosedPlace place in places.Where(place => !NotRead.Contains(place.ToString())))
        {
            List<CallerReply> taken = [];
            foreach (string value in place.Values)
                taken.Add(await place.SendAsync(caller, ValueOf, value));
            if (taken.TrueForAll(reply => reply.Status == 404))
            {
                notServed.Add(place.Operation.Name);
                continue;
            }

            int refusal = RefusalOf(place);
            if (refusal != FieldRefusal && taken.TrueForAll(reply => reply.Status == refusal))
                faults.Add($"{place} takes none of its values: {taken[0]}");
            foreach (string wrong in Wrong(place.Values))
            {
                CallerReply reply = await place.SendAsync(caller, ValueOf, wrong);
                if (reply.Status != refusal)
                    faults.Add($"{place} takes '{wrong}': {reply.Status}");
            }

            held++;
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
        Assert.Equal(NotServed, notServed.Distinct().Order(StringComparer.Ordinal));
        Assert.Empty(NotRead.Concat(Unsettable).Except(places.Select(place => place.ToString())));
        Assert.Equal(36, held);
    }

    /// <summary>The status that refuses a value: what the list of tokens does not know is answered with 500 (live).</summary>
    private static int RefusalOf(ClosedPlace place) =>
        Unsettable.Contains(place.ToString()) ? FieldRefusal
        : place.ToString().EndsWith("/api-tokens ?status", StringComparison.Ordinal) ? 500
        : 400;

    /// <summary>Values that a document does not have: nonsense, other cases of its own, a plural, and what has been cut.</summary>
    private static IEnumerable<string> Wrong(IReadOnlyList<string> values)
    {
        string first = values[0];
        return new[] { "nonsense", first.ToUpperInvariant(), char.ToUpperInvariant(first[0]) + first[1..], first + "s", first[..^1], "*" }
            .Where(value => !values.Contains(value));
    }
}
