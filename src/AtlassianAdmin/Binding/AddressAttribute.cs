namespace AtlassianAdmin.Binding;

/// <summary>Takes whatever is given for an address and leaves it to the command to refuse it: one that fails at binding would leave the organization before connected.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AddressAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is null || LanguagePrimitives.TryConvertTo(inputData, out Uri _)
            ? inputData!
            // No absolute address, whatever it was.
            : new Uri(Uri.EscapeDataString(inputData.ToString() ?? ""), UriKind.Relative);
}
