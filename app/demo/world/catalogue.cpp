// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/world/catalogue.h"

namespace qwats::demo {

namespace {

constexpr CatalogueProduct products[]{
    {"820-1100", "VLT-200 drive, assembled", "Drives", "A A1 A2", "DR", 16, true},
    {"610-2041", "Control board", "Boards", "A B C", "CB", 30, true},
    {"610-2055", "Power stage", "Boards", "A B", "PS", 18, true},
    {"610-2102", "Gateway main board", "Boards", "A B C D", "GW", 14, true},
    {"615-0310", "Sensor head", "Boards", "A", "SH", 14, true},
    {"820-1104", "VLT-200 drive, marine", "Drives", "A B", "DM", 5, true},
    {"820-1080", "VLT-180 drive", "Drives", "B C D E", "DV", 4, true},
    {"700-4410", "Heat sink, machined", "Mechanics", "A B", "", 0, true},
    {"700-4412", "Front cover", "Mechanics", "A B C", "", 0, true},
    {"700-4420", "Terminal cover", "Mechanics", "A", "", 0, true},
    {"640-0021", "Cable set, motor", "Cables", "A B", "", 0, true},
    {"640-0024", "Cable set, sensor", "Cables", "A", "", 0, true},
    {"610-1990", "Control board, old", "Boards", "A B", "CO", 0, false},
    {"610-2060", "Gate driver board", "Boards", "A B", "GD", 6, true},
    {"610-2077", "Display board", "Boards", "A A1", "DB", 5, true},
    {"610-2081", "Encoder interface", "Boards", "A B", "EI", 4, true},
    {"610-2090", "Brake chopper board", "Boards", "A", "BC", 3, true},
    {"610-2110", "CAN option board", "Boards", "A B", "CN", 3, true},
    {"610-2114", "Profinet option board", "Boards", "A A1 B", "PN", 3, true},
    {"610-2120", "EMC filter board", "Boards", "A", "EF", 3, true},
    {"615-0322", "Temperature probe head", "Boards", "A B", "TP", 3, true},
    {"615-0325", "Pressure sensor head", "Boards", "A", "PH", 2, true},
    {"820-1060", "VLT-160 drive", "Drives", "A B C", "DX", 3, true},
    {"820-1112", "VLT-220 drive", "Drives", "A", "DT", 3, true},
    {"820-1120", "VLT-300 drive, assembled", "Drives", "A B", "DA", 3, true},
    {"820-1124", "VLT-300 drive, marine", "Drives", "A", "DN", 2, true},
    {"820-1140", "VLT-400 drive, prototype", "Drives", "X1", "DP", 1, true},
    {"820-0990", "VLT-100 drive", "Drives", "A B C D", "DO", 0, false},
    {"700-4425", "Fan bracket", "Mechanics", "A B", "", 0, true},
    {"700-4430", "Base plate", "Mechanics", "A", "", 0, true},
    {"700-4436", "DIN rail clip", "Mechanics", "A A1", "", 0, true},
    {"700-4440", "Marine gland plate", "Mechanics", "A", "", 0, true},
    {"700-4390", "Heat sink, extruded", "Mechanics", "A B C", "", 0, false},
    {"700-4452", "Display window", "Mechanics", "A", "", 0, true},
    {"640-0027", "Cable set, encoder", "Cables", "A B", "", 0, true},
    {"640-0030", "Ribbon cable, 20 poles", "Cables", "A", "", 0, true},
    {"640-0033", "Fan cable", "Cables", "A", "", 0, true},
    {"640-0038", "Ethernet patch, M12", "Cables", "A B", "", 0, true},
    {"640-0041", "Brake resistor cable", "Cables", "A", "", 0, true},
    {"640-0015", "Cable set, motor, old", "Cables", "A", "", 0, false},
};

constexpr CataloguePart board[]{
    {"301-2200", "MCU, 180 MHz, LQFP100", "Norsil", "Ostmann", "U1", 1},
    {"302-0412", "Buck regulator 3.3 V, 3 A", "Ostmann", "Ostmann", "U12", 1},
    {"310-0104", "Capacitor 100 nF 50 V 0603", "Parel", "Ostmann", "C1-C40, C52-C59", 48},
    {"310-2210", "Capacitor 22 µF 25 V 1210", "Parel", "Parel", "C41-C46", 6},
    {"320-1002", "Resistor 10 kΩ 1 % 0603", "Parel", "Parel", "R1-R31", 31},
    {"302-0180", "LDO 1.8 V, 800 mA", "Norsil", "Ostmann", "U13", 1},
    {"303-1040", "CAN transceiver, isolated", "Norsil", "Ostmann", "U7, U8", 2},
    {"330-0250", "Crystal 25 MHz, 10 ppm", "Kvarts", "Ostmann", "Y1", 1},
    {"340-0610", "Gate driver, 6 channels", "Norsil", "Ostmann", "U20", 1},
    {"341-1200", "IGBT module 1200 V, 35 A", "Halbwerk", "Halbwerk", "Q1-Q3", 3},
    {"350-0024", "Pin header 2 × 12, 2.54 mm", "Kontakta", "Parel", "J1, J2", 2},
    {"350-0108", "Ethernet jack with magnetics", "Kontakta", "Ostmann", "J3", 1},
    {"360-4701", "Inductor 4.7 µH, 6 A", "Parel", "Parel", "L1-L4", 4},
    {"370-0001", "LED green 0603", "Lumen", "Parel", "D10-D15", 6},
    {"380-2041", "PCB, 6 layers", "Laminor", "Laminor", "PCB", 1},
};

constexpr CataloguePart drive[]{
    {"610-2041", "Control board", nullptr, nullptr, "A1", 1},
    {"610-2055", "Power stage", nullptr, nullptr, "A2", 1},
    {"615-0310", "Sensor head", nullptr, nullptr, "A3, A4", 2},
    {"700-4410", "Heat sink, machined", "Haugen Mek", "Haugen Mek", "M1", 1},
    {"700-4412", "Front cover", "Haugen Mek", "Haugen Mek", "M2", 1},
    {"640-0021", "Cable set, motor", "Kabelverk", "Kabelverk", "W1", 1},
    {"360-0408", "Screw M4 × 8, Torx", "Boltex", "Boltex", "", 12},
    {"890-0001", "Packaging, drive", "Emballo", "Emballo", "", 1},
};

constexpr CataloguePart mechanic[]{
    {"390-6060", "Aluminium EN AW-6060, kg", "Haugen Mek", "Haugen Mek", "", 2},
    {"360-0306", "Screw M3 × 6, Torx", "Boltex", "Boltex", "", 4},
    {"391-0010", "Powder coat RAL 7035", "Haugen Mek", "Haugen Mek", "", 1},
};

constexpr CataloguePart cable[]{
    {"392-0075", "Cable 4 × 0.75 mm², m", "Kabelverk", "Kabelverk", "", 2},
    {"350-0412", "Plug, 4 poles", "Kontakta", "Kabelverk", "P1, P2", 2},
    {"393-0003", "Cable label", "Emballo", "Emballo", "", 2},
};

} // namespace

std::span<const CatalogueProduct> catalogueProducts()
{
    return products;
}
std::span<const CataloguePart> boardParts()
{
    return board;
}
std::span<const CataloguePart> driveParts()
{
    return drive;
}
std::span<const CataloguePart> mechanicParts()
{
    return mechanic;
}
std::span<const CataloguePart> cableParts()
{
    return cable;
}

} // namespace qwats::demo
