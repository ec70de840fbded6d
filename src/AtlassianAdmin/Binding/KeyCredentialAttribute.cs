namespace AtlassianAdmin.Binding;

/// <summary>Takes a credential, and asks for one when a user name is given; nothing at all is left to the cmdlet to refuse.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KeyCredentialAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is null ? null! : new CredentialAttribute().Transform(engineIntrinsics, inputData);
}
