namespace AtlassianAdmin.Binding;

/// <summary>Takes a domain with or without its @, and refuses an e-mail address in its place.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EmailDomainAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        LanguagePrimitives.TryConvertTo(inputData, out string[] domains) && domains is not null ? domains.Select(Domain).ToArray() : inputData;

    private static string Domain(string given)
    {
        string domain = (given ?? "").Trim().TrimStart('@');
        int at = domain.LastIndexOf('@');
        return at < 0
            ? domain
            : throw new ArgumentTransformationMetadataException($"'{given}' is an e-mail address, and no domain. Use -EmailDomain {domain.Substring(at + 1)}.");
    }
}
