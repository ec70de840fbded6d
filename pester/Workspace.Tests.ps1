BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    Connect-AtlassianOrganization -Sandbox
}

AfterAll {
    Disconnect-AtlassianOrganization -All
}

Describe 'Get-AtlassianWorkspace' {
    It 'lists the product instances, with the ARI that roles are given on, and their seats' {
        $workspaces = Get-AtlassianWorkspace
        $workspaces | Should -HaveCount 6
        $workspaces[0] | Should -BeOfType 'AtlassianAdmin.Client.Organizations.Workspace'
        $workspaces.ResourceId | Should -Match '^ari:cloud:[a-z-]+::site/[0-9a-f-]{36}$'
        $workspaces.TypeKey | Sort-Object -Unique | Should -Be 'confluence', 'jira-servicedesk', 'jira-software'
        $workspaces.Status | Sort-Object -Unique | Should -Be 'online'
        $full = $workspaces | Where-Object { $_.TypeKey -eq 'confluence' -and $_.HostUrl -eq 'https://partners.example.com' }
        $full.Usage | Should -Be $full.Capacity
        $workspaces[0].Usage | Should -BeLessThan $workspaces[0].Capacity
        $workspaces[0].CreatedAt | Should -BeOfType 'datetimeoffset'
    }

    It 'searches by part of the name or the address' {
        (Get-AtlassianWorkspace 'PARTNERS').HostUrl | Sort-Object -Unique | Should -Be 'https://partners.example.com'
        Get-AtlassianWorkspace 'partners.example' | Should -HaveCount 3
        Get-AtlassianWorkspace 'nothing' | Should -BeNullOrEmpty
    }

    It 'filters by product, with a term or without' {
        (Get-AtlassianWorkspace -Product 'confluence').TypeKey | Should -Be 'confluence', 'confluence'
        (Get-AtlassianWorkspace 'sandbox' -Product 'confluence').Type | Should -Be 'Confluence'
        Get-AtlassianWorkspace -Product 'trello' -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Get-Code | Should -Be 'UnknownValue'
    }

    It 'is what roles and filters take' {
        $workspace = Get-AtlassianWorkspace 'sandbox' -Product 'jira-servicedesk'
        (Get-AtlassianGroup -Resource $workspace).Name | Should -Contain 'okta-engineering'
        (Get-AtlassianUser -Resource $workspace).Email | Should -Contain 'mia.active@example.com'
    }
}

Describe 'Get-AtlassianDomain' {
    It 'lists the domains, and which are verified' {
        $domains = Get-AtlassianDomain
        $domains[0] | Should -BeOfType 'AtlassianAdmin.Client.Organizations.Domain'
        $domains.Name | Should -Be 'example.com', 'example.org', 'example.net'
        @($domains | Where-Object IsVerified).Name | Should -Be 'example.com', 'example.org'
        $domains.ClaimStatus | Should -Be 'verified', 'verified', 'unverified'
        # Only accounts of verified domains are managed.
        (Get-AtlassianUser -EmailDomain $domains[2].Name).ClaimStatus | Sort-Object -Unique | Should -Be 'unmanaged'
    }
}

Describe 'Get-AtlassianPolicy' {
    It 'lists the policies' {
        $policies = Get-AtlassianPolicy
        $policies | Should -HaveCount 6
        $policies[0] | Should -BeOfType 'AtlassianAdmin.Client.Policies.Policy'
        ($policies.PolicyId | Sort-Object -Unique) | Should -HaveCount 6
        $policies.Name | Should -Contain "Partners' VPN"
        $policies.Status | Sort-Object -Unique | Should -Be 'disabled', 'enabled'
    }

    It 'filters by type' {
        $lists = Get-AtlassianPolicy 'ip-allowlist'
        $lists.Name | Should -Be 'Offices', "Partners' VPN"
        $lists[0].Values | Should -Be '203.0.113.0/24', '2001:db8::/32'
        $lists[0].ResourceIds | Should -Contain (Get-AtlassianWorkspace 'sandbox' -Product 'confluence').ResourceId
        (Get-AtlassianPolicy -Type 'data-residency').Type | Should -Be 'data-residency', 'data-residency'
        (Get-AtlassianPolicy 'IP-Allowlist').PolicyId | Should -Be $lists.PolicyId
        Get-AtlassianPolicy 'authentication' -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Get-Code | Should -Be 'UnknownValue'
        $errors[0].ErrorDetails.RecommendedAction | Should -Match 'ip-allowlist'
    }
}

Describe 'What only reads' {
    It 'fails with a code and goes on to nothing when the key is refused: <_>' -ForEach 'Get-AtlassianWorkspace', 'Get-AtlassianDomain', 'Get-AtlassianPolicy', 'Get-AtlassianGroup', 'Get-AtlassianApiKey', 'Get-AtlassianApiToken' {
        $server = Start-CannedServer @{ Pattern = '^(GET|POST) /admin/(v1/orgs/[^/]+/.|v2|api-access)'; Status = 401; Body = '{"code":401,"message":"Unauthorized"}' }
        try {
            Connect-CannedServer $server @{ Name = 'refused' }
            & $_ -Connection 'refused' -ErrorAction SilentlyContinue -ErrorVariable errors | Should -BeNullOrEmpty
            $errors | Get-Code | Should -Be 'KeyRejected'
        }
        finally {
            Disconnect-AtlassianOrganization 'refused'
            $server.Dispose()
            Connect-AtlassianOrganization -Sandbox
        }
    }

    It 'needs a connection: <_>' -ForEach 'Get-AtlassianWorkspace', 'Get-AtlassianDomain', 'Get-AtlassianPolicy', 'Get-AtlassianGroup', 'Get-AtlassianApiKey', 'Get-AtlassianApiToken', 'Get-AtlassianEvent', 'Get-AtlassianEventAction' {
        Disconnect-AtlassianOrganization -All
        try {
            { & $_ } | Should -Throw -ErrorId 'NotConnected,*'
        }
        finally {
            Connect-AtlassianOrganization -Sandbox
        }
    }
}
