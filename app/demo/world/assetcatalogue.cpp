// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world/assetcatalogue.h"

namespace qwats::demo {

namespace {

enum Type { Fixture, Dmm, PowerSupply, Adapter, TorqueDriver, Load, Scope, ProbeBlock };

constexpr CatalogueAssetType catalogueTypes[]{
    {"Fixture", "FX-", 4, 380, 104, 5000, 200000, 180, 90,
     "Control board FCT fixture|Power stage ICT bed|Gateway FCT fixture|Sensor head fixture|Gate driver FCT "
     "fixture|Display "
     "board fixture|Drive end-of-line cradle|Encoder FCT fixture|Burn-in carrier, 8 places|Option board ICT bed",
     "Hall 2 · FCT-07|Hall 2 · FCT-08|Hall 2 · ICT-03|Hall 2 · ICT-04|Hall 1 · FCT-02|Hall 3 · EOL-01|Hall 3 · "
     "EOL-02|Hall 3 "
     "· BI-01|Fixture store"},
    {"DMM", "DMM-", 3, 1, 44, noLimit, noLimit, 365, noLimit, "Bench DMM 6½ digits|Bench DMM 5½ digits|Handheld DMM",
     "Lab A|Lab B|Hall 3 · EOL-02|Hall 2 · FCT-07|Hall 2 · FCT-08|Hall 1 · FCT-02"},
    {"Power supply", "PS-", 4, 1, 40, noLimit, noLimit, 365, noLimit,
     "Power supply 60 V / 10 A|Power supply 30 V / 5 A|AC source 2 kVA|Triple supply 30 V",
     "Hall 3 · BI-01|Hall 2 · FCT-07|Hall 2 · FCT-08|Lab A|Hall 3 · EOL-01"},
    {"Adapter", "AD-", 4, 90, 38, 20000, 200000, 365, noLimit,
     "CAN adapter, 4 channels|RS-485 adapter|JTAG adapter|Ethernet tap, M12|Encoder simulator",
     "Hall 2 · FCT-08|Hall 2 · FCT-07|Hall 1 · FCT-02|Hall 3 · EOL-02"},
    {"Torque driver", "TQ-", 3, 1, 26, 20000, 200000, 90, 60,
     "Torque driver 0.4–2 Nm|Torque driver 1–5 Nm|Torque driver 4–12 Nm",
     "Hall 1 · ASM-01|Hall 1 · ASM-02|Hall 1 · ASM-03"},
    {"Load", "LD-", 4, 1, 20, noLimit, 50000, 365, noLimit,
     "Electronic load 300 W|Electronic load 1 kW|Motor load 4 kW",
     "Hall 3 · BI-01|Hall 3 · EOL-01|Hall 3 · EOL-02|Hall 2 · FCT-07"},
    {"Scope", "SC-", 3, 1, 12, noLimit, noLimit, 365, noLimit, "Oscilloscope 500 MHz, 4 channels|Oscilloscope 200 MHz",
     "Lab A|Lab B|Hall 2 · FCT-07"},
    {"Probe block", "PB-", 4, 380, 16, 5000, 50000, noLimit, 90,
     "Probe block, 86 pins|Probe block, 120 pins|Kelvin probes, 8",
     "Hall 2 · FCT-07|Hall 2 · FCT-08|Hall 2 · ICT-03|Fixture store"},
};

constexpr CatalogueAsset assets[]{
    // Overdue
    {"DMM-017", Dmm, "Bench DMM 6½ digits", "Lab A", 0, 0, -9, 0, nullptr},
    {"FX-0388", Fixture, "Power stage ICT bed", "Hall 2 · ICT-03", 2210, 96034, 64, -6, nullptr},
    {"FX-0412", Fixture, "Control board FCT fixture", "Hall 2 · FCT-07", 4812, 141220, -3, 21, nullptr},
    {"TQ-031", TorqueDriver, "Torque driver 0.4–2 Nm", "Hall 1 · ASM-02", 9120, 88410, -1, 34, nullptr},
    {"PS-0031", PowerSupply, "AC source 2 kVA", "Hall 3 · EOL-01", 0, 0, -14, 0, nullptr},
    {"SC-004", Scope, "Oscilloscope 500 MHz, 4 channels", "Lab B", 0, 0, -2, 0, nullptr},
    {"AD-0117", Adapter, "JTAG adapter", "Hall 2 · FCT-07", 7410, 45210, -5, 0, nullptr},
    // Alarm
    {"AD-0104", Adapter, "CAN adapter, 4 channels", "Hall 2 · FCT-08", 20316, 61302, 112, 0, nullptr},
    {"FX-0415", Fixture, "Gateway FCT fixture", "Hall 2 · FCT-08", 5004, 38755, 97, 45, nullptr},
    {"LD-0007", Load, "Electronic load 300 W", "Hall 3 · BI-01", 0, 50122, 203, 0, nullptr},
    {"PB-0397-A", ProbeBlock, "Probe block, 120 pins", "Hall 2 · ICT-03", 5210, 31870, 0, 38, nullptr},
    {"TQ-019", TorqueDriver, "Torque driver 1–5 Nm", "Hall 1 · ASM-03", 20880, 120455, 41, 30, nullptr},
    // Warning
    {"FX-0420", Fixture, "Sensor head fixture", "Hall 1 · FCT-02", 4105, 12980, 58, 40, nullptr},
    {"PS-0022", PowerSupply, "Power supply 60 V / 10 A", "Hall 3 · BI-01", 0, 0, 31, 0, nullptr},
    {"TQ-028", TorqueDriver, "Torque driver 0.4–2 Nm", "Hall 1 · ASM-01", 16410, 71205, 16, 52, nullptr},
    {"DMM-021", Dmm, "Bench DMM 6½ digits", "Hall 3 · EOL-02", 0, 0, 48, 0, nullptr},
    {"PB-0412-A", ProbeBlock, "Probe block, 86 pins", "Hall 2 · FCT-07", 4812, 28810, 0, 44, "FX-0412"},
    {"FX-0402", Fixture, "Option board ICT bed", "Hall 2 · ICT-04", 4380, 88120, 77, 51, nullptr},
    {"FX-0396", Fixture, "Drive end-of-line cradle", "Hall 3 · EOL-01", 1810, 52344, 102, 12, nullptr},
    {"FX-0407", Fixture, "Drive end-of-line cradle", "Hall 3 · EOL-02", 2954, 47010, 28, 61, nullptr},
    {"FX-0413", Fixture, "Control board FCT fixture", "Hall 2 · FCT-08", 4020, 139004, 88, 37, nullptr},
    {"AD-0112", Adapter, "RS-485 adapter", "Hall 1 · FCT-02", 17250, 91020, 166, 0, nullptr},
    {"LD-0011", Load, "Electronic load 1 kW", "Hall 3 · EOL-02", 0, 43100, 240, 0, nullptr},
    {"SC-007", Scope, "Oscilloscope 200 MHz", "Lab A", 0, 0, 40, 0, nullptr},
    {"PS-0027", PowerSupply, "Triple supply 30 V", "Hall 2 · FCT-08", 0, 0, 55, 0, nullptr},
    {"DMM-025", Dmm, "Bench DMM 5½ digits", "Hall 2 · FCT-08", 0, 0, 22, 0, nullptr},
    {"TQ-023", TorqueDriver, "Torque driver 4–12 Nm", "Hall 1 · ASM-02", 6120, 40880, 55, 9, nullptr},
    // In order, but part of the picture
    {"AD-0101", Adapter, "CAN adapter, 4 channels", "Hall 2 · FCT-07", 4812, 33120, 210, 0, "FX-0412"},
    {"LD-0004", Load, "Electronic load 300 W", "Hall 2 · FCT-07", 0, 21060, 188, 0, "FX-0412"},
    {"PB-0412-A1", ProbeBlock, "Kelvin probes, 8", "Hall 2 · FCT-07", 1204, 9630, 0, 71, "PB-0412-A"},
    {"FX-0431", Fixture, "Burn-in carrier, 8 places", "Hall 3 · BI-01", 1402, 20110, 121, 66, nullptr},
};

} // namespace

std::span<const CatalogueAssetType> catalogueAssetTypes()
{
    return catalogueTypes;
}
std::span<const CatalogueAsset> catalogueAssets()
{
    return assets;
}

} // namespace qwats::demo
