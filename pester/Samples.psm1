# Objects of every type that a command returns, as the sandbox gives them.

Set-StrictMode -Version 2

# Runs commands until there are samples of every type; returns them by the full name of the type.
function Get-OutputSample {
    param(
        # Where journals and plans may lie.
        [Parameter(Mandatory)][string] $Folder
    )
    $quiet = @{ WarningAction = 'SilentlyContinue'; ErrorAction = 'SilentlyContinue' }
    $journal = Join-Path $Folder 'samples.jsonl'
    $plan = Join-Path $Folder 'plan.json'
    $script:Server = $server = Start-AtlassianSandbox -UserCount 40
    $key = [System.Net.NetworkCredential]::new('', 'not-a-secret').SecurePassword
    $samples = @{}
    & {
        $server
        Connect-AtlassianOrganization -Sandbox -JournalPath $journal -ProtectedIdentity 'admin@example.com' -PassThru
        Connect-AtlassianSite -Sandbox -PassThru @quiet

        Get-AtlassianOrganization
        Get-AtlassianDirectory
        Get-AtlassianDomain
        Get-AtlassianWorkspace
        Get-AtlassianUser -First 20 -Expand platformRoles, productAccess, groups, counts.resources
        Get-AtlassianUser -Status deactivated -First 5
        Get-AtlassianUser -ManagedAccount -First 10
        Get-AtlassianUserProfile 'mia.active@example.com', 'alex.kim@example.com'
        Get-AtlassianUserPermission 'scim.managed@example.com'
        Get-AtlassianUserToken 'many.tokens@example.com'
        Get-AtlassianUserActivity 'mia.active@example.com', 'alex.kim@example.com', 'inactive.person@example.com' @quiet
        Get-AtlassianUserRole 'mia.active@example.com'
        Get-AtlassianGroup
        Get-AtlassianGroupRole 'okta-engineering' @quiet
        Get-AtlassianEvent -From ([datetime]::UtcNow.AddDays(-90)) @quiet | Select-Object -First 60
        Get-AtlassianEvent -Bulk @quiet | Select-Object -First 5
        Get-AtlassianEventAction
        Get-AtlassianPolicy
        Get-AtlassianApiToken
        Get-AtlassianApiKey
        Get-AtlassianScimLink 'scim.managed@example.com'
        Get-AtlassianSiteUser | Select-Object -First 5
        Get-AtlassianSiteGroup
        Get-AtlassianInactiveUser -ListsOnly @quiet
        Get-AtlassianInactiveUser -ListsOnly -ByProduct @quiet
        Get-AtlassianCredentialExposure
        Get-AtlassianUserOverview 'mia.active@example.com', 'scim.managed@example.com' @quiet
        [pscustomobject]@{ Email = 'mia.active@example.com'; Enabled = $false }, [pscustomobject]@{ Email = 'nobody@example.com'; Enabled = $true } |
            ForEach-Object { $_ } -OutVariable reference | Out-Null
        Compare-AtlassianUser -Reference $reference @quiet
        Test-AtlassianConnection
        New-AtlassianUserInvitation 'new.person@example.com', 'other.person@example.org' @quiet

        'mia.active@example.com', 'scim.managed@example.com', 'nobody@example.com' | Disable-AtlassianUser -PassThru -Verify @quiet
        Enable-AtlassianUser 'mia.active@example.com' -PassThru -Verify
        Set-AtlassianUserProfile 'alex.kim@example.com' -JobTitle 'Lead, EMEA' -PassThru -Verify
        Set-AtlassianUserEmail 'alex.kim@example.com' -NewEmail 'alex.kim2@example.com' -PassThru -Verify -Confirm:$false
        Add-AtlassianGroupMember 'mia.active@example.com' -Group 'Project Aurora' -PassThru @quiet
        New-AtlassianOffboardingPlan 'mia.active@example.com', 'scim.managed@example.com', 'admin@example.com' -Step RevokeTokens, Disable @quiet |
            Tee-Object -Variable made
        $made | Export-AtlassianPlan $plan
        Approve-Sample $plan
        Import-AtlassianPlan $plan @quiet
        Get-AtlassianChange -JournalPath $journal
        Get-AtlassianChange -JournalPath $journal -Summary
        Test-AtlassianJournal $journal
        Copy-Item -LiteralPath $journal -Destination "$journal.damaged"
        Add-Content -LiteralPath "$journal.damaged" -Value '{"kind":"what"}'
        Test-AtlassianJournal "$journal.damaged"
        Register-SecretVault -Name Samples -ModuleName (Join-Path $PSScriptRoot 'fixtures/FolderVault') -VaultParameters @{ Folder = $Folder }
        Set-AtlassianAdminKey -SecretName 'samples' -Vault Samples -ApiKey $key -OrganizationId 'o-1' -ExpiresOn ([datetime]::UtcNow.AddDays(90)) -PassThru @quiet
        Unregister-SecretVault -Name Samples

        Connect-AtlassianOrganization -OrganizationId $server.OrganizationId -ApiKey $server.ApiKey -BaseUri $server.Uri
        Connect-AtlassianScimDirectory $server.ScimDirectoryId -ApiKey $server.ScimApiKey
        Get-AtlassianScimUser | Select-Object -First 10
        Get-AtlassianScimGroup
        Get-AtlassianScimSchema
        Get-AtlassianUserOverview 'scim.managed@example.com' @quiet
    } | ForEach-Object {
        if ($null -ne $_) {
            $type = $_.PSObject.BaseObject.GetType().FullName
            if (-not $samples.ContainsKey($type)) {
                $samples[$type] = [System.Collections.Generic.List[object]]::new()
            }
            $samples[$type].Add($_)
        }
    }
    # What the sandbox never tells.
    Set-Hidden $samples['AtlassianAdmin.Client.ApiAccess.ApiToken'][0] 'Scopes'
    Set-Hidden $samples['AtlassianAdmin.Client.Accounts.UserApiToken'][0] 'Scopes'
    Set-Hidden $samples['AtlassianAdmin.Client.Audit.AuditEventAction'][0] 'Attributes.GroupDisplayNames'
    foreach ($list in 'StatusDetails', 'Regions', 'Labels') {
        Set-Hidden $samples['AtlassianAdmin.Client.Organizations.Workspace'][0] "Attributes.$list"
    }
    $apiKey = $samples['AtlassianAdmin.Client.ApiAccess.OrganizationApiKey'][0]
    $target = $apiKey.PSObject.BaseObject.GetType().Assembly.GetType('AtlassianAdmin.Client.ApiAccess.ApiKeyTarget')
    $targets = [array]::CreateInstance($target, 1)
    $targets[0] = [Activator]::CreateInstance($target, $true)
    $target.GetProperty('Ari').SetValue($targets[0], 'ari:cloud:platform::org/1')
    Set-Hidden $apiKey 'Targets' $targets
    $samples
}

# Gives a property that only the wire sets a value: two texts unless told.
function Set-Hidden {
    param($Sample, [string] $Path, $Value = [string[]]('one', 'two, "three"'))
    $object = $Sample.PSObject.BaseObject
    $flags = [Reflection.BindingFlags] 'Public, NonPublic, Instance'
    $names = $Path -split '\.'
    foreach ($name in $names | Select-Object -SkipLast 1) {
        $object = $object.GetType().GetProperty($name, $flags).GetValue($object)
    }
    $object.GetType().GetProperty($names[-1], $flags).SetValue($object, $Value)
}

# Ends what the samples came from.
function Clear-OutputSample {
    Disconnect-AtlassianOrganization -All
    $script:Server | Stop-AtlassianSandbox
}

# Signs a plan with a certificate of its own, and returns the approval.
function Approve-Sample {
    param([string] $Path)
    $rsa = [System.Security.Cryptography.RSA]::Create(2048)
    $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new(
        'CN=Sample Signer', $rsa, [System.Security.Cryptography.HashAlgorithmName]::SHA256, [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
    $certificate = $request.CreateSelfSigned([datetimeoffset]::UtcNow.AddDays(-1), [datetimeoffset]::UtcNow.AddDays(1))
    Approve-AtlassianPlan $Path -Certificate $certificate -WarningAction SilentlyContinue -Confirm:$false
}

Export-ModuleMember -Function Get-OutputSample, Clear-OutputSample
