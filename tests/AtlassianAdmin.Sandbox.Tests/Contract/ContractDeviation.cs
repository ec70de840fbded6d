using System.IO.Enumeration;
using JsonSchema = NJsonSchema.JsonSchema;

namespace AtlassianAdmin.Sandbox.Tests.Contract;

/// <summary>One thing that the wire does otherwise than the vendor's document says, and how that is known.</summary>
public sealed class ContractDeviation
{
    private ContractDeviation(string operation, string status, string? property, string schema, string reason)
    {
        Operation = operation;
        Status = status;
        Property = property;
        Schema = ContractSchema.FromText(schema);
        Reason = reason;
    }

    /// <summary>The operations, as <c>METHOD /path/{template}</c>, with <c>*</c> for anything.</summary>
    public string Operation { get; }

    /// <summary>The statuses of the reply, with <c>*</c> for anything; <c>request</c> for what is sent.</summary>
    public string Status { get; }

    /// <summary>The property that the document does not have, such as <c>data[*].forDeletion</c>; null when the whole body is another one.</summary>
    public string? Property { get; }

    /// <summary>What the property, or the body, has to be instead: an exception is checked like everything else.</summary>
    public JsonSchema Schema { get; }

    public string Reason { get; }

    /// <summary>A reply, or a status, with a body of its own.</summary>
    public static ContractDeviation Body(string operation, string status, string schema, string reason) => new(operation, status, null, schema, reason);

    /// <summary>A property more than the document has.</summary>
    public static ContractDeviation Extra(string operation, string status, string property, string schema, string reason) =>
        new(operation, status, property, schema, reason);

    public bool AppliesTo(string operation, string status) =>
        FileSystemName.MatchesSimpleExpression(Escaped(Operation), operation, ignoreCase: false)
        && FileSystemName.MatchesSimpleExpression(Status, status, ignoreCase: false);

    public override string ToString() => $"{Operation} {Status} {Property}: {Reason}";

    private static string Escaped(string pattern) => pattern.Replace("?", "\\?", System.StringComparison.Ordinal);
}
