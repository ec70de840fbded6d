# Many people: nothing piles up, whatever the length of the list, and nothing is loaded before it is needed.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    # Everybody several times over is a long list, whoever they are.
    $script:Sandbox = Start-AtlassianSandbox -UserCount 500
    Connect-AtlassianOrganization $Sandbox.OrganizationId -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri -ThrottleLimit 32
    $script:People = @(Get-AtlassianUser -ClaimStatus managed -AccountStatus active | Where-Object EmailVerified | ForEach-Object AccountId)

    # What is alive after each so many of the objects that come by.
    function Measure-Memory {
        param([Parameter(ValueFromPipeline)] $InputObject, [int] $Each = 1000)
        begin { $count = 0 }
        process {
            $null = $InputObject
            if (++$count % $Each -eq 0) {
                [GC]::GetTotalMemory($true) / 1MB
            }
        }
    }
}

AfterAll {
    Disconnect-AtlassianOrganization -All
    Stop-AtlassianSandbox
}

Describe 'A long list' {
    It 'of people is streamed: what is alive does not grow' {
        $alive = @(1..12 | ForEach-Object { Get-AtlassianUser } | Measure-Memory)
        $alive | Should -HaveCount 6
        # The first thousand fill caches.
        $alive[-1] - $alive[1] | Should -BeLessThan 2
    }

    It 'of 100,000 people is one list of pages, of which nothing is kept' {
        $company = Start-AtlassianSandbox -UserCount 100000
        try {
            $connection = Connect-AtlassianOrganization $company.OrganizationId -ApiKey $company.ApiKey -BaseUri $company.Uri -Name 'company' -PassThru
            # The sandbox, which is in this process, makes its people as they are read: here it makes the last.
            (Get-AtlassianUser -Connection $connection -IncludeTotalCount -First 0).ToString() | Should -Be 'Total count: 100000'
            $alive = @(Get-AtlassianUser -Connection $connection | Measure-Memory -Each 10000)
            $alive | Should -HaveCount 10
            # Kept, the 90,000 after the first would be some hundred.
            $alive[-1] - $alive[0] | Should -BeLessThan 10
        }
        finally {
            Disconnect-AtlassianOrganization 'company'
            Stop-AtlassianSandbox $company
            Connect-AtlassianOrganization $Sandbox.OrganizationId -ApiKey $Sandbox.ApiKey -BaseUri $Sandbox.Uri -ThrottleLimit 32
        }
    }

    It 'of identities to read is taken as it is worked off: never more than two windows of 200 are under way, and the order is kept' {
        $list = foreach ($i in 1..5) { $People }
        $script:Produced = 0
        $script:Written = 0
        $script:MostAhead = 0
        $read = $list | ForEach-Object { $script:Produced++; $_ } | Get-AtlassianUserPermission -Privilege 'lifecycle.enablement' | ForEach-Object {
            $script:MostAhead = [Math]::Max($script:MostAhead, $script:Produced - $script:Written)
            $script:Written++
            $_.AccountId
        }
        $read | Should -Be $list
        $MostAhead | Should -BeGreaterOrEqual 200
        $MostAhead | Should -BeLessOrEqual 400
    }

    It 'of changes sets no window''s end between two changes of one person: the last one counts' {
        $one = $People[0]
        $list = foreach ($i in 1..450) { [pscustomobject]@{ AccountId = $one; JobTitle = "Job $i" } }
        $list | Set-AtlassianUserProfile
        (Get-AtlassianUserProfile $one).JobTitle | Should -Be 'Job 450'
        $last = @(Get-AtlassianChange -Last)
        $last | Should -HaveCount 450
        $last.Outcome | Select-Object -Unique | Should -Be 'Changed'
    }
}

Describe 'Importing' {
    It 'loads no HTTP stack; the first command does, without what sends a failed request again' {
        $loaded = "[AppDomain]::CurrentDomain.GetAssemblies().ForEach{ `$_.GetName().Name } | Where-Object { `$_ -in 'Polly.Core', 'Microsoft.Extensions.Http', 'System.Threading.RateLimiting' }"
        $module = (Get-Module AtlassianAdmin).ModuleBase
        $shell = Get-PowerShellCommand
        $arguments = $shell.Arguments + @('-NoProfile', '-NonInteractive', '-Command')
        & $shell.Program ($arguments + "Import-Module '$module/AtlassianAdmin.psd1'; $loaded") | Should -BeNullOrEmpty
        & $shell.Program ($arguments + "Import-Module '$module/AtlassianAdmin.psd1'; Connect-AtlassianOrganization -Sandbox; [void](Get-AtlassianDomain); $loaded") | Sort-Object |
            Should -Be 'Microsoft.Extensions.Http', 'System.Threading.RateLimiting'
    }
}
