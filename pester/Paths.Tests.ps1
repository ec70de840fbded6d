# Where files go: by the session's location, and into the file system only, as Export-Csv does it.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shared.psm1')
    $script:First = Connect-AtlassianOrganization -Sandbox -PassThru
    $script:Plan = New-AtlassianOffboardingPlan 'mia.active@example.com' -Step Disable
    $script:Changes = Disable-AtlassianUser 'alex.kim@example.com' -PassThru
    $script:Name = "lost-$([guid]::NewGuid())"
    # The folder of the process is where a path of no file would end.
    $script:Process = [Environment]::CurrentDirectory
}

AfterAll {
    Disconnect-AtlassianOrganization -All
}

Describe 'A path that is no file' {
    BeforeDiscovery {
        $commands = @(
            @{ Command = 'Connect-AtlassianOrganization -JournalPath'; Script = { param($path) Connect-AtlassianOrganization -Sandbox -Name 'lost' -JournalPath $path }; Code = 'JournalUnusable' }
            @{ Command = 'Get-AtlassianChange -JournalPath'; Script = { param($path) Get-AtlassianChange -JournalPath $path -ErrorAction Stop }; Code = 'JournalUnusable' }
            @{ Command = 'Invoke-AtlassianPlan -JournalPath'; Script = { param($path) $Plan | Invoke-AtlassianPlan -JournalPath $path -Confirm:$false }; Code = 'JournalUnusable' }
            @{ Command = 'Undo-AtlassianChange -JournalPath'; Script = { param($path) Undo-AtlassianChange -JournalPath $path -Confirm:$false }; Code = 'JournalUnusable' }
            @{ Command = 'Export-AtlassianPlan'; Script = { param($path) $Plan | Export-AtlassianPlan $path -ErrorAction Stop }; Code = 'PlanUnusable' }
            @{ Command = 'Export-AtlassianPlan, worklist'; Script = { param($path) $Plan | Export-AtlassianPlan (Join-Path $TestDrive 'plan.json') $path -ErrorAction Stop }; Code = 'PlanUnusable' }
            @{ Command = 'Import-AtlassianPlan'; Script = { param($path) Import-AtlassianPlan $path -ErrorAction Stop }; Code = 'PlanUnusable' }
            @{ Command = 'Export-AtlassianReport'; Script = { param($path) $Changes | Export-AtlassianReport "$path.html" }; Code = 'ReportFailed' }
            @{ Command = 'Export-AtlassianReport -JournalPath'; Script = { param($path) Export-AtlassianReport (Join-Path $TestDrive 'r.html') -JournalPath $path }; Code = 'JournalUnusable' }
            @{ Command = 'Get-AtlassianEvent -Checkpoint'; Script = { param($path) Get-AtlassianEvent -Bulk -Checkpoint $path }; Code = 'CheckpointUnusable' }
            @{ Command = 'Start-AtlassianSandbox -RequestLog'; Script = { param($path) Start-AtlassianSandbox -UserCount 12 -RequestLog $path }; Code = 'RequestLogUnusable' }
        )
    }

    BeforeEach {
        # A connection that fails leaves none.
        Select-AtlassianConnection $First
    }

    It 'is refused in <Drive>, and nothing is written: <Command>' -ForEach @(foreach ($drive in 'Env:', 'Variable:', 'Function:', 'Alias:') { foreach ($command in $commands) { @{ Drive = $drive } + $command } }) {
        Push-Location -LiteralPath $Drive
        try {
            { & $Script $Name } | Should -Throw -ErrorId "$Code,*"
        }
        finally {
            Pop-Location
        }
        { & $Script "$Drive$Name" } | Should -Throw -ErrorId "$Code,*"
        Get-ChildItem -Path $Process -Filter "$Name*" | Should -BeNullOrEmpty
    }

    It 'is refused on a drive that is not there: <Command>' -ForEach $commands {
        { & $Script "Nowhere:\$Name" } | Should -Throw -ErrorId "$Code,*"
    }

    It 'goes by the location of the session, not of the process: <Command>' -ForEach @($commands | Where-Object Command -In 'Export-AtlassianPlan', 'Export-AtlassianReport', 'Invoke-AtlassianPlan -JournalPath') {
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        Push-Location $folder
        try {
            & $Script 'here'
        }
        finally {
            Pop-Location
        }
        Get-ChildItem $folder | Should -Not -BeNullOrEmpty
        Get-ChildItem -Path $Process -Filter 'here*' | Should -BeNullOrEmpty
    }
}
