using System.Text.Json;
using AtlassianAdmin.Client.Errors;
using AtlassianAdmin.Client.Http;

namespace AtlassianAdmin.Client.Tests.Errors;

/// <summary>Whatever error the vendor's documents can describe stands among the examples.</summary>
public class VendorDocumentTests
{
    [VendorDocumentFact]
    public void Every_key_of_user_management_is_an_example()
    {
        VendorDocument document = VendorDocument.UserManagement;
        IEnumerable<string> documented =
            from error in document.Errors()
            where error.Schema is not null
            from part in document.Parts(error.Schema!.Value)
            from key in document.Values(part, "key")
            select $"{error.Status} {key}";

        Assert.Equal(11, documented.Distinct().Count());
        Assert.Empty(documented.Distinct().Except(Of(ApiFamily.UserManagement).Select(e => $"{e.Status} {e.Read().Key}")));
    }

    [VendorDocumentFact]
    public void Every_reason_of_user_management_is_an_example_and_has_its_own_code()
    {
        VendorDocument document = VendorDocument.UserManagement;
        IReadOnlyList<string> reasons = document.Values(document.Schema("Manageability.RestrictionReason"), "key");

        Assert.Equal(8, reasons.Count);
        foreach (string key in new[] { "forbidden.action", "forbidden.fieldMutation" })
        {
            IEnumerable<ErrorExample> examples = Of(ApiFamily.UserManagement).Where(e => e.Read().Key == key);
            Assert.Empty(reasons.Except(examples.Select(e => e.Read()).SelectMany(e => e.Fields.Values.Append(e.Reason))));
        }

        Assert.Equal(8, reasons.Select(ErrorCatalogue.CodeOfReason).Distinct().Count());
        Assert.DoesNotContain(ErrorCode.ActionForbidden, reasons.Select(ErrorCatalogue.CodeOfReason));
    }

    [VendorDocumentFact]
    public void Every_status_of_user_management_is_an_example() =>
        Assert.Empty(VendorDocument.UserManagement.Errors().Select(e => e.Status).Distinct().Except(Of(ApiFamily.UserManagement).Select(e => e.Status)));

    [VendorDocumentFact]
    public void Every_code_of_the_organization_is_an_example()
    {
        IReadOnlySet<string> documented = VendorDocument.Organization.CodesInText();

        Assert.True(documented.Count >= 40, $"{documented.Count} codes");
        Assert.Empty(documented.Except(Of(ApiFamily.Organization).Select(e => e.Read().Key)));
    }

    [VendorDocumentFact]
    public void Every_status_and_shape_of_the_organization_is_an_example()
    {
        VendorDocument document = VendorDocument.Organization;
        IEnumerable<(int, ErrorBodyShape)> documented =
            from error in document.Errors()
            where error.Schema is not null
            from part in document.Parts(error.Schema!.Value)
            where ShapeOf(document, part) is not null
            select (error.Status, ShapeOf(document, part)!.Value);

        Assert.Empty(documented.Distinct().Except(Of(ApiFamily.Organization).Select(e => (e.Status, e.Read().Shape))));
        Assert.Empty(document.Errors().Select(e => e.Status).Except(Of(ApiFamily.Organization).Select(e => e.Status)));
    }

    [VendorDocumentFact]
    public void Every_status_and_type_of_provisioning_is_an_example()
    {
        VendorDocument document = VendorDocument.Provisioning;
        IReadOnlyList<string> types = document.Values(document.Schema("ScimError"), "scimType");

        Assert.Equal(10, types.Count);
        Assert.Empty(types.Except(Of(ApiFamily.Scim).Select(e => e.Read().Key)));
        Assert.Empty(document.Errors().Select(e => e.Status).Except(Of(ApiFamily.Scim).Select(e => e.Status)));
    }

    private static IEnumerable<ErrorExample> Of(ApiFamily family) => ErrorExamples.All.Where(e => e.Family == family);

    private static ErrorBodyShape? ShapeOf(VendorDocument document, JsonElement schema) =>
        document.Property(schema, "errors") is not null ? ErrorBodyShape.ApplicationErrors
        : document.Property(schema, "timestamp") is not null ? ErrorBodyShape.Servlet
        : document.Property(schema, "title") is not null ? ErrorBodyShape.SingleApplicationError
        : document.Property(schema, "message") is not null ? ErrorBodyShape.Proxy
        : null;
}
