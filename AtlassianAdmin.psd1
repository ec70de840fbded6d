@{
    RootModule             = 'AtlassianAdmin.dll'
    ModuleVersion          = '0.1.0'
    GUID                   = 'b1f7a5c0-5a0e-4a3f-9a3e-6d3f5f7f2d11'
    Author                 = 'AtlassianAdmin contributors'
    CompanyName            = 'AtlassianAdmin'
    Copyright              = 'Copyright (c) AtlassianAdmin contributors. MIT License.'
    Description            = 'Administers the people of an Atlassian Cloud organization: see what you may do to an account and why not, disable and enable, profiles, e-mail, tokens, directories; every refusal names its cause and the next command.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Desktop', 'Core')
    FormatsToProcess       = @('AtlassianAdmin.Format.ps1xml')
    TypesToProcess         = @('AtlassianAdmin.Types.ps1xml')
    CmdletsToExport        = @(
        'Add-AtlassianGroupMember'
        'Connect-AtlassianOrganization'
        'Disable-AtlassianUser'
        'Disconnect-AtlassianOrganization'
        'Enable-AtlassianUser'
        'Export-AtlassianReport'
        'Get-AtlassianAdminKey'
        'Get-AtlassianApiKey'
        'Get-AtlassianApiToken'
        'Get-AtlassianChange'
        'Get-AtlassianConnection'
        'Get-AtlassianCredentialExposure'
        'Get-AtlassianDirectory'
        'Get-AtlassianDomain'
        'Get-AtlassianEvent'
        'Get-AtlassianEventAction'
        'Get-AtlassianGroup'
        'Get-AtlassianGroupMember'
        'Get-AtlassianGroupRole'
        'Get-AtlassianInactiveUser'
        'Get-AtlassianOrganization'
        'Get-AtlassianPolicy'
        'Get-AtlassianUser'
        'Get-AtlassianUserActivity'
        'Get-AtlassianUserPermission'
        'Get-AtlassianUserProfile'
        'Get-AtlassianUserRole'
        'Get-AtlassianUserToken'
        'Get-AtlassianWorkspace'
        'Grant-AtlassianGroupRole'
        'Grant-AtlassianUserRole'
        'New-AtlassianGroup'
        'New-AtlassianUserInvitation'
        'Remove-AtlassianAdminKey'
        'Remove-AtlassianDirectoryUser'
        'Remove-AtlassianGroup'
        'Remove-AtlassianGroupMember'
        'Remove-AtlassianUser'
        'Restore-AtlassianUser'
        'Resume-AtlassianUser'
        'Revoke-AtlassianApiKey'
        'Revoke-AtlassianApiToken'
        'Revoke-AtlassianGroupRole'
        'Revoke-AtlassianUserRole'
        'Revoke-AtlassianUserToken'
        'Set-AtlassianAdminKey'
        'Set-AtlassianUserEmail'
        'Set-AtlassianUserProfile'
        'Start-AtlassianSandbox'
        'Stop-AtlassianSandbox'
        'Suspend-AtlassianUser'
        'Test-AtlassianConnection'
        'Update-AtlassianAdminKey'
    )
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            Tags         = @('Atlassian', 'Jira', 'Confluence', 'SCIM', 'Organization', 'Offboarding', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
