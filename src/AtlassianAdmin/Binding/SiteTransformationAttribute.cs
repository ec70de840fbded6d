namespace AtlassianAdmin.Binding;

/// <summary>Lets <c>-Site</c> take the host of a connected site of this runspace.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SiteTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (DeserializedObject.Is(inputData, typeof(AtlassianSite)))
        {
            throw new ArgumentTransformationMetadataException(
                "This is a copy of a connected site, which a job, a remote session or a file made: a copy has no token. Run Connect-AtlassianSite in this session; inside a job, run it there.");
        }
        if (value is not string host)
            return value;
        return RunspaceState.Of(engineIntrinsics.SessionState).FindSite(host)
            ?? throw new ArgumentTransformationMetadataException(
                $"No site '{host}' is connected in this session. Connect-AtlassianSite '{host}' -Email <e-mail> -ApiToken (Read-Host -AsSecureString) connects one.");
    }
}
