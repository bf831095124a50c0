# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DPROGRAM=… -DEXPECTED=… -P check.cmake: the program ends with 0 and prints exactly that file.
execute_process(COMMAND "${PROGRAM}" OUTPUT_VARIABLE printed RESULT_VARIABLE code TIMEOUT 50)
file(READ "${EXPECTED}" wanted)
if(NOT code EQUAL 0 OR NOT printed STREQUAL wanted)
    message(FATAL_ERROR "exit code ${code}, printed:\n${printed}\nexpected:\n${wanted}")
endif()
